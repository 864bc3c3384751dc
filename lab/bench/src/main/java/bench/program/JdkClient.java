package bench.program;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What one would write with the JDK's own HTTP client. */
final class JdkClient {
    private JdkClient() {}

    private static HttpClient client(InetSocketAddress site) {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(site))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    static Downloads.Way oneByOne(InetSocketAddress site) {
        return urls -> {
            try (var client = client(site)) {
                for (var url : urls) {
                    check(client.send(request(url), BodyHandlers.ofByteArray()));
                }
            }
        };
    }

    static Downloads.Way onVirtualThreads(InetSocketAddress site) {
        return urls -> {
            try (var client = client(site);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = urls.stream()
                        .map(url -> threads.submit(() -> client.send(request(url), BodyHandlers.ofByteArray())))
                        .toList();
                checkAll(answers);
            }
        };
    }

    static Downloads.Way asynchronously(InetSocketAddress site) {
        return urls -> {
            try (var client = client(site)) {
                var answers = urls.stream()
                        .map(url -> client.sendAsync(request(url), BodyHandlers.ofByteArray()))
                        .toList();
                CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                        .join();
                checkAll(answers);
            }
        };
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    private static void checkAll(List<? extends Future<HttpResponse<byte[]>>> answers)
            throws IOException, InterruptedException, ExecutionException {
        for (var answer : answers) {
            check(answer.get());
        }
    }

    private static void check(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200 || response.body().length == 0) {
            throw new IOException(response.toString());
        }
    }
}
