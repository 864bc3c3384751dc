/**
 * The two web sites of the course, served on loopback: the same URLs and the same sizes without the internet, with a
 * latency, a jitter and faults of one's choice.
 *
 * <p>Start with {@link concurrency.site.Web}: {@code Web.simulated(latency)} is a
 * {@link concurrency.site.SimulatedWeb}, which an HTTP client uses as its proxy, so that it asks for
 * {@code http://www.jython.org} and gets a page of that size; {@code Web.real()} is the internet.
 * {@link concurrency.site.Statistics} is what the server saw, which no client can know: how many requests waited at the
 * same time. {@link concurrency.site.Fault} is everything that can go wrong. All notebooks that download use this
 * package, from {@code 00-start-here} on.
 *
 * <p>The server is our own and not the JDK's {@code HttpServer}, because that one cannot count its connections, reset
 * one at a given byte, or say something that is not HTTP. It is also a lesson of the course: blocking sockets and one
 * virtual thread a connection. Read {@code Server} (accept, and give each connection a thread), then {@code Connection}
 * (read a request, wait, answer, from top to bottom, as if there were only one client), and then see in the tests
 * 10,000 of them at once.
 *
 * <p>It is strict, because what listens on a port is asked by everybody: it binds loopback only, has no file system
 * behind it and nothing that can be set over HTTP, knows two hosts and turns away the rest, and bounds what it reads in
 * size and time.
 */
package concurrency.site;
