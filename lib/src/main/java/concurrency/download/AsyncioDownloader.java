package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;

import concurrency.asyncio.Asyncio;
import concurrency.asyncio.Coroutine;
import concurrency.asyncio.Task;
import concurrency.site.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One event loop, one task for each page, and one session that all of them share. */
public record AsyncioDownloader(Web web, Limits limits) implements Downloader {

    public AsyncioDownloader {
        Objects.requireNonNull(web, "web");
        Objects.requireNonNull(limits, "limits");
    }

    /** With {@link Limits#DEFAULT}. */
    public AsyncioDownloader(Web web) {
        this(web, Limits.DEFAULT);
    }

    @Override
    public Strategy strategy() {
        return Strategy.ASYNCIO;
    }

    @Override
    public List<Download> downloadAll(List<String> urls, Run run) throws InterruptedException {
        try (var session = new ClientSession(web, limits)) {
            return Asyncio.run(async(() -> {
                var tasks = new ArrayList<Task<Download>>();
                for (var url : urls) {
                    var name = "task-" + (tasks.size() + 1);
                    tasks.add(createTask(download(session, name, url, run), name));
                }
                return await(gather(tasks));
            }));
        } catch (InterruptedException | RuntimeException passedOn) {
            throw passedOn;
        } catch (Exception unexpected) { // a download's failure is a result
            throw new IllegalStateException(unexpected);
        }
    }

    private static Coroutine<Download> download(ClientSession session, String task, String url, Run run) {
        return async(() -> {
            return run.download(task, url, session);
        });
    }
}
