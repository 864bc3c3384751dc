package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Failure.Kind;
import concurrency.site.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that cannot prove who they are. All certificates are made here, at run time; the machine's trust is set to a
 * test authority, as an administrator would set it, so that each bad certificate has only the one flaw.
 */
@Timeout(60)
class TlsTest {
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @TempDir
    private static Path folder;

    @BeforeEach
    void trustTheTestAuthority() throws IOException, GeneralSecurityException {
        var file = folder.resolve("trusted");
        if (!Files.exists(file)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("test", AUTHORITY.certificate());
            try (var out = Files.newOutputStream(file)) {
                trusted.store(out, "public".toCharArray());
            }
        }
        System.setProperty(TRUST, file.toString());
        System.setProperty(PASSWORD, "public");
    }

    @AfterEach
    void trustTheUsual() {
        System.clearProperty(TRUST);
        System.clearProperty(PASSWORD);
    }

    private static HeldCertificate.Builder signed() {
        return new HeldCertificate.Builder().signedBy(AUTHORITY);
    }

    private static HeldCertificate good() {
        return signed().addSubjectAlternativeName("localhost").build();
    }

    private static HeldCertificate selfSigned() {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
    }

    private static HeldCertificate ofAnotherHost() {
        return signed().addSubjectAlternativeName("www.jython.org").build();
    }

    private static HeldCertificate expired() {
        var now = System.currentTimeMillis();
        return signed().addSubjectAlternativeName("localhost")
                .validityInterval(now - TimeUnit.DAYS.toMillis(2), now - TimeUnit.DAYS.toMillis(1))
                .build();
    }

    /** A server that proves itself with that certificate, and has that many answers. */
    private static MockWebServer server(HeldCertificate certificate, int answers) throws IOException {
        var server = new MockWebServer();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        for (var i = 0; i < answers; i++) {
            server.enqueue(new MockResponse.Builder().body("proven").build());
        }
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    private static String url(MockWebServer server) {
        return "https://localhost:" + server.getPort() + "/";
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D14 self-signed, of another host, expired: each is a failure of TLS, and the server sees no request")
    @MethodSource("concurrency.download.Way#all")
    void refused(Way way) throws IOException, InterruptedException {
        assertRefused(way, selfSigned(), ".*unable to find valid certification path.*");
        assertRefused(way, ofAnotherHost(), ".*Hostname localhost not verified.*");
        assertRefused(way, expired(), ".*(validity check failed|NotAfter).*");
    }

    private static void assertRefused(Way way, HeldCertificate certificate, String message)
            throws IOException, InterruptedException {
        var asked = Faults.times(50);
        try (var server = server(certificate, asked)) {
            var report = way.download(Web.real(), Collections.nCopies(asked, url(server)));
            assertEquals(asked, report.failed(), report::toString);
            for (var download : report.downloads()) {
                assertEquals(Kind.TLS, download.problem().kind(), report::toString);
                assertEquals(0, download.bytes());
                assertTrue(
                        download.problem()
                                .message()
                                .lines()
                                .findFirst()
                                .orElse("")
                                .matches(message),
                        download.problem()::message);
            }
            assertEquals(0, server.getRequestCount());
        }
        Faults.report("TLS, " + way + ", " + message, asked, "all refused");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D14 a server that a trusted authority vouches for is read")
    @MethodSource("concurrency.download.Way#all")
    void trusted(Way way) throws IOException, InterruptedException {
        try (var server = server(good(), 3)) {
            var report = way.download(Web.real(), Collections.nCopies(3, url(server)));
            assertEquals(3, report.ok(), report::toString);
            assertEquals(3 * "proven".length(), report.bytes());
            assertEquals(3, server.getRequestCount());
        }
    }
}
