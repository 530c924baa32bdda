package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.rationale.client.FhirBase;
import dev.rationale.client.ForbiddenAddresses;
import dev.rationale.context.FhirReader.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirReaderTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Answer FORBIDDEN = new Answer.None(Part.Why.FORBIDDEN, null);

    private final FhirReader reader = reader(Limits.usual());

    private static FhirReader reader(ContextSettings settings) {
        return new FhirReader(new FhirConnections(settings), settings, CLOCK);
    }

    private static FhirReader reader(ForbiddenAddresses.Lookup lookup) {
        var connections = new FhirConnections(Limits.usual(), new ForbiddenAddresses(lookup));
        return new FhirReader(connections, Limits.usual(), CLOCK);
    }

    private static FhirAccess access(FhirBase base, Duration within) {
        return new FhirAccess(base, "secret", CLOCK.instant().plus(within), new Allowance(1 << 20));
    }

    private Answer read(FhirHost host, String path) {
        return read(reader, host.base(), path);
    }

    private Answer searched(FhirHost host, String path) {
        return reader.search(URI.create(host.base().url() + "/" + path), access(host.base(), LONG));
    }

    private static Answer read(FhirReader reader, FhirBase base, String path) {
        return reader.read(URI.create(base.url() + "/" + path), access(base, LONG));
    }

    @Test
    void reads_a_page_with_the_token() throws IOException {
        try (var host = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE))) {
            assertThat(read(host, "Observation?patient=1")).isInstanceOf(Answer.Page.class);
            assertThat(host.asked()).containsExactly("GET /fhir/Observation?patient=1");
            assertThat(host.tokens()).containsExactly("Bearer secret");
        }
    }

    @Test
    void follows_no_redirect() throws IOException {
        try (var other = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE));
                var host = FhirHost.plain(exchange -> {
                    var location = other.base().url() + "/Observation?patient=1";
                    exchange.getResponseHeaders().set("Location", location);
                    FhirHost.send(exchange, 302, "");
                })) {
            assertThat(read(host, "Observation?patient=1")).isEqualTo(new Answer.None(Part.Why.FAILED, 302));
            assertThat(other.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"})
    void ends_at_the_deadline_while_an_answer_drips_and_hangs_up(String beginning) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var hungUp = CompletableFuture.supplyAsync(() -> drips(server, beginning));
            var base = new FhirBase(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/fhir"));
            var start = System.nanoTime();
            var answer = reader.read(URI.create(base.url() + "/Patient/1"), access(base, Duration.ofMillis(700)));
            var took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(answer).isEqualTo(new Answer.None(Part.Why.TIMEOUT, null));
            assertThat(took).isBetween(Duration.ofMillis(650), Duration.ofMillis(1500));
            assertThat(hungUp.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// Sends a few bytes ten times a second until nobody takes them any more.
    private static boolean drips(ServerSocket server, String beginning) {
        try (var socket = server.accept()) {
            var out = socket.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            for (var turn = 0; turn < 80; turn++) {
                out.write(("X" + turn + ": 1\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                TimeUnit.MILLISECONDS.sleep(100);
            }
            return false;
        } catch (SocketException hungUp) {
            return true;
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void asks_nobody_after_the_deadline() throws IOException {
        try (var host = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE))) {
            var late = access(host.base(), Duration.ofMillis(-1));
            assertThat(reader.read(URI.create(host.base().url() + "/Patient/1"), late))
                    .isEqualTo(new Answer.None(Part.Why.TIMEOUT, null));
            assertThat(host.asked()).isEmpty();
        }
    }

    @Test
    void unpacks_a_body_and_refuses_one_that_swells_beyond_the_limit() throws IOException {
        var limited = reader(Limits.with(Map.of("max-page-bytes", "10000")));
        try (var good = FhirHost.plain(encoded("gzip", packed(page(9_000))));
                var bomb = FhirHost.plain(encoded("gzip", packed(page(5_000_000))))) {
            assertThat(read(limited, good.base(), "Patient/1")).isInstanceOf(Answer.Page.class);
            assertThat(read(limited, bomb.base(), "Patient/1")).isEqualTo(new Answer.None(Part.Why.FAILED, 200));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "br", "zstd", "gzip, gzip", "compress"})
    void refuses_an_encoding_that_was_not_asked_for(String encoding) throws IOException {
        try (var host = FhirHost.plain(encoded(encoding, FhirHost.PAGE.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(read(host, "Patient/1")).isEqualTo(new Answer.None(Part.Why.FAILED, 200));
        }
    }

    @Test
    void refuses_a_page_that_is_larger_than_the_limit() throws IOException {
        var limited = reader(Limits.with(Map.of("max-page-bytes", "10000")));
        try (var good = FhirHost.plain(FhirHost.always(200, page(9_000)));
                var large = FhirHost.plain(FhirHost.always(200, page(10_001)));
                var endless = FhirHost.plain(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (var block = 0; block < 20_000; block++) {
                        exchange.getResponseBody().write(new byte[8_192]);
                    }
                })) {
            assertThat(read(limited, good.base(), "Patient/1")).isInstanceOf(Answer.Page.class);
            assertThat(read(limited, large.base(), "Patient/1")).isInstanceOf(Answer.None.class);
            assertThat(read(limited, endless.base(), "Patient/1")).isInstanceOf(Answer.None.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takes_no_more_bytes_than_the_call_has_left(boolean packed) throws IOException {
        var body = page(9_000);
        try (var host = FhirHost.plain(packed ? encoded("gzip", packed(body)) : FhirHost.always(200, body))) {
            var deadline = CLOCK.instant().plus(LONG);
            var access = new FhirAccess(host.base(), null, deadline, new Allowance(20_000));
            var address = URI.create(host.base().url() + "/Patient/1");
            assertThat(reader.read(address, access)).isInstanceOf(Answer.Page.class);
            assertThat(reader.read(address, access)).isInstanceOf(Answer.Page.class);
            assertThat(reader.read(address, access)).isInstanceOf(Answer.None.class);
        }
    }

    @Test
    void sends_a_long_search_as_a_post() throws IOException {
        try (var host = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE))) {
            var shorter = search(host, 2000);
            var longer = search(host, 2001);
            assertThat(searched(host, shorter)).isInstanceOf(Answer.Page.class);
            assertThat(searched(host, longer)).isInstanceOf(Answer.Page.class);
            assertThat(host.asked()).containsExactly("GET /fhir/" + shorter, "POST /fhir/Observation/_search");
        }
    }

    @Test
    void reads_what_the_server_named_itself_as_it_is_however_long() throws IOException {
        try (var host = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE))) {
            var next = search(host, 3000);
            assertThat(read(host, next)).isInstanceOf(Answer.Page.class);
            assertThat(host.asked()).containsExactly("GET /fhir/" + next);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void asks_by_get_where_a_server_does_not_know_searches_by_post(int refusal) throws IOException {
        try (var host = FhirHost.plain(onPost(refusal))) {
            var search = search(host, 8000);
            assertThat(searched(host, search)).isInstanceOf(Answer.Page.class);
            assertThat(host.asked()).containsExactly("POST /fhir/Observation/_search", "GET /fhir/" + search);
            assertThat(searched(host, search(host, 8001))).isInstanceOf(Answer.None.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 500, 503})
    void does_not_ask_again_where_a_search_by_post_fails_otherwise(int refusal) throws IOException {
        try (var host = FhirHost.plain(onPost(refusal))) {
            assertThat(searched(host, search(host, 3000))).isInstanceOf(Answer.None.class);
            assertThat(host.asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "[fe80::1]", "100.100.100.200", "[::ffff:169.254.169.254]", "0.0.0.0"})
    void never_asks_a_link_local_or_metadata_address(String host) {
        var base = new FhirBase(URI.create("http://" + host + "/fhir"));
        assertThat(read(reader, base, "Patient/1")).isEqualTo(FORBIDDEN);
    }

    @Test
    void looks_before_every_request_where_a_name_leads() throws IOException {
        var turn = new AtomicInteger();
        var moving = reader(_ ->
                new InetAddress[] {InetAddress.ofLiteral(turn.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254")
                });
        try (var host = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE))) {
            var base = host.base("localhost", null, null, null, null);
            assertThat(read(moving, base, "Patient/1")).isInstanceOf(Answer.Page.class);
            assertThat(read(moving, base, "Patient/1")).isEqualTo(FORBIDDEN);
            assertThat(host.asked()).hasSize(1);
        }
    }

    @Test
    void one_forbidden_address_among_those_of_a_name_is_enough() throws IOException {
        var mixed = reader(
                _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("169.254.169.254")});
        try (var host = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE))) {
            assertThat(read(mixed, host.base("localhost", null, null, null, null), "Patient/1"))
                    .isEqualTo(FORBIDDEN);
            assertThat(host.asked()).isEmpty();
        }
    }

    private static HttpHandler onPost(int refusal) {
        return exchange -> {
            var post = exchange.getRequestMethod().equals("POST");
            FhirHost.send(exchange, post ? refusal : 200, post ? "" : FhirHost.PAGE);
        };
    }

    /// A search whose whole address is that long.
    private static String search(FhirHost host, int length) {
        var start = "Observation?code=";
        return start + "x".repeat(length - host.base().url().toString().length() - 1 - start.length());
    }

    private static HttpHandler encoded(String encoding, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            FhirHost.send(exchange, 200, body);
        };
    }

    /// A page of that many bytes.
    private static String page(int length) {
        var start = "{\"resourceType\":\"Bundle\",\"x\":\"";
        return start + "x".repeat(length - start.length() - 2) + "\"}";
    }

    private static byte[] packed(String body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
