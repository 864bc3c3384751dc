package concurrency.site;

import java.time.Duration;
import java.util.Optional;

/**
 * What a request gets: when, what, and how well it is sent.
 *
 * @param delay from when the request was read
 * @param fault empty if it is sent as it should be
 */
record Answer(Duration delay, Reply response, Optional<Fault> fault) {

    /**
     * Asks the course's code for latency and fault. If that code fails, the answer says so, and the server lives on.
     */
    static Answer to(Request request, ServerSettings settings) {
        try {
            var fault = settings.fault().apply(request);
            return new Answer(settings.delay(request), response(request, fault), fault);
        } catch (RuntimeException broken) {
            return new Answer(
                    Duration.ZERO,
                    Reply.text(
                            500,
                            "The code that chooses latency and fault for request " + request.number() + " failed: "
                                    + Reply.quote(broken.toString())),
                    Optional.empty());
        }
    }

    private static Reply response(Request request, Optional<Fault> fault) {
        return switch (fault.orElse(null)) {
            case Fault.Status(var code) -> Reply.text(code, "This is the simulated error " + code + ".");
            case Fault.Redirect(var location) ->
                Reply.text(302, "This is a simulated redirect.", "Location: " + location);
            case null, default ->
                Site.find(request.host(), request.pathWithoutQuery())
                        .map(Reply::page)
                        .orElseGet(() -> Reply.text(404, "There is no page " + Reply.quote(request.url()) + " here."));
        };
    }
}
