package bench.program;

import java.io.IOException;
import java.net.Proxy;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** What one would write with OkHttp and nothing around it: a client, and a loop. */
record OkHttpLoop(Proxy proxy) implements Downloads.Way {
    @Override
    public void download(List<String> urls) throws IOException {
        var client = new OkHttpClient.Builder().proxy(proxy).build();
        for (var url : urls) {
            try (var response =
                    client.newCall(new Request.Builder().url(url).build()).execute()) {
                if (!response.isSuccessful() || response.body().bytes().length == 0) {
                    throw new IOException(response.toString());
                }
            }
        }
        client.connectionPool().evictAll();
    }
}
