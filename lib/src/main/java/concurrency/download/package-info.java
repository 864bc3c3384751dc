/**
 * Downloading the same pages in several ways.
 *
 * <p>There is one contract, {@link concurrency.download.Downloader}, and one file for each strategy; the difference
 * between those files is what the course teaches. All of them read through a {@link concurrency.download.Session},
 * which is to OkHttp what {@code requests.Session} is to Python, and all end in a {@link concurrency.download.Report}:
 * one {@link concurrency.download.Download} for each URL, in the order asked, with a
 * {@link concurrency.download.Failure} where it failed. {@code ok + failed == asked}, always.
 *
 * <p>Start with {@link concurrency.download.SynchronousDownloader}. Used by the notebooks {@code 01} to {@code 04} and
 * {@code 09}.
 */
package concurrency.download;
