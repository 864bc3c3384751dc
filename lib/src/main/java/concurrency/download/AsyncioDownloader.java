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

/** One event loop, one task for each page, and one session that all of them share. */
public record AsyncioDownloader(Web web) implements Downloader {

    @Override
    public Strategy strategy() {
        return Strategy.ASYNCIO;
    }

    @Override
    public List<Download> downloadAll(List<String> urls, Run run) throws Exception {
        return Asyncio.run(async(() -> {
            try (var session = new ClientSession(run.web(), run.limits())) {
                var tasks = new ArrayList<Task<Download>>();
                for (var url : urls) {
                    var name = "task-" + (tasks.size() + 1);
                    tasks.add(createTask(download(name, url, session, run), name));
                }
                return await(gather(tasks));
            }
        }));
    }

    private static Coroutine<Download> download(String name, String url, ClientSession session, Run run) {
        return async(() -> run.download(name, url, session));
    }
}
