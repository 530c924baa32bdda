package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a FHIR server's answer makes of a key that the call did not bring.
class FhirAnswersTest {
    private static final String SEARCH = "Observation?patient={{context.patientId}}&_count=10";
    private static final String READ = "Patient/{{context.patientId}}";

    private final FhirServer fhir = new FhirServer();

    FhirAnswersTest() throws IOException {}

    @AfterEach
    void stop() {
        fhir.close();
    }

    private Gathering searching() {
        return Gathering.of("labs", SEARCH).at(fhir.base());
    }

    private Gathering reading() {
        return Gathering.of("patient", READ).at(fhir.base());
    }

    private static String observations() {
        return Records.bundle(Records.creatinine("c1", "2026-11-20", "1.8")).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "401, unknown forbidden 401, 412 forbidden labs",
        "403, unknown forbidden 403, 412 forbidden labs",
        "404, unknown exception 404, 412 exception labs",
        "410, unknown exception 410, 412 exception labs",
        "400, unknown exception 400, 412 exception labs",
        "429, unknown exception 429, 412 exception labs",
        "500, unknown exception 500, 412 exception labs",
        "503, unknown exception 503, 412 exception labs",
        "204, unknown exception 204, 412 exception labs",
        "206, unknown exception 206, 412 exception labs"
    })
    void of_another_status_to_a_search(int status, String optional, String required) {
        fhir.on("Observation", FhirServer.status(status, status == 204 ? "" : observations()));
        assertThat(searching().outcome()).isEqualTo(optional);
        assertThat(searching().required("labs").outcome()).isEqualTo(required);
    }

    @ParameterizedTest
    @CsvSource({
        "404, complete 0, 412 not-found patient",
        "410, complete 0, 412 not-found patient",
        "401, unknown forbidden 401, 412 forbidden patient",
        "500, unknown exception 500, 412 exception patient"
    })
    void of_another_status_to_a_read(int status, String optional, String required) {
        fhir.on("Patient", FhirServer.status(status, "{}"));
        assertThat(reading().outcome()).isEqualTo(optional);
        assertThat(reading().required("patient").outcome()).isEqualTo(required);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"resourceType\":\"OperationOutcome\"}",
                "<Bundle xmlns=\"http://hl7.org/fhir\"/>",
                "<html>Please sign in</html>",
                "not JSON",
                "''",
                "[]",
                "null",
                "{}",
                "{\"resourceType\":7}",
                "{\"resourceType\":\"CapabilityStatement\"}",
                "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/p\"}}"
            })
    void that_is_no_answer_to_a_search(String body) {
        fhir.on("Observation", FhirServer.status(200, body));
        assertThat(searching().outcome()).isEqualTo("unknown exception 200");
        assertThat(searching().required("labs").outcome()).isEqualTo("412 exception labs");
    }

    @Test
    void of_other_patients_only_is_no_answer() {
        var other = Records.creatinine("c1", "2026-11-20", "1.8");
        other.withObject("/subject").put("reference", "Patient/q");
        fhir.on("Observation", Records.bundle(other))
                .on("Patient", Records.patient().put("id", "q"));
        assertThat(searching().outcome()).isEqualTo("unknown exception 200");
        assertThat(reading().outcome()).isEqualTo("unknown exception 200");
        fhir.on("Observation?", Records.bundle(other));
    }

    @Test
    void that_is_empty_says_that_there_are_none() {
        fhir.on("Observation", Records.bundle());
        assertThat(searching().outcome()).isEqualTo("complete 0");
    }

    @Test
    void that_redirects_is_not_followed() throws IOException {
        try (var elsewhere = new FhirServer().on("Observation", FhirServer.status(200, observations()))) {
            fhir.on("Observation", exchange -> {
                exchange.getResponseHeaders().add("Location", elsewhere.base() + "/Observation?patient=p");
                FhirServer.send(exchange, 302, new byte[0]);
            });
            assertThat(searching().with("secret", null).outcome()).isEqualTo("unknown exception 302");
            assertThat(elsewhere.asked()).isEmpty();
            assertThat(fhir.asked()).hasSize(1);
        }
    }

    @Test
    void may_be_compressed() {
        fhir.on("Observation", exchange -> gzip(exchange, observations().getBytes(StandardCharsets.UTF_8)));
        assertThat(searching().outcome()).isEqualTo("complete 1");
    }

    @Test
    void swells_to_the_limit_and_no_further() {
        fhir.on("Observation", exchange -> gzip(exchange, bomb()));
        assertThat(searching().setting("max-page-bytes", "100000").outcome()).isEqualTo("unknown exception 200");
    }

    /// Ten megabytes in ten kilobytes: valid FHIR but for its size.
    private static byte[] bomb() {
        var text = observations();
        return (text.substring(0, text.length() - 1) + " ".repeat(10_000_000) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static void gzip(com.sun.net.httpserver.HttpExchange exchange, byte[] body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            stream.write(body);
        }
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        FhirServer.send(exchange, 200, packed.toByteArray());
    }

    @Test
    void larger_than_the_limit_is_not_read() {
        fhir.on("Observation", FhirServer.status(200, observations()));
        var size = observations().length();
        assertThat(searching().setting("max-page-bytes", String.valueOf(size)).outcome())
                .isEqualTo("complete 1");
        assertThat(searching()
                        .setting("max-page-bytes", String.valueOf(size - 1))
                        .outcome())
                .startsWith("unknown exception");
    }

    @Test
    void packed_wrongly_is_no_answer() {
        fhir.on("Observation", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            FhirServer.send(exchange, 200, observations().getBytes(StandardCharsets.UTF_8));
        });
        assertThat(searching().outcome()).isEqualTo("unknown exception 200");
    }

    /// A byte every 50 ms: no single wait is long, the whole would take minutes.
    @Test
    void that_drips_ends_at_the_deadline() {
        fhir.on("Observation", exchange -> {
            var body = observations().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (var stream = exchange.getResponseBody()) {
                for (var one : body) {
                    stream.write(one);
                    stream.flush();
                    pause();
                }
            }
        });
        var start = System.nanoTime();
        assertThat(searching().within(Duration.ofMillis(600)).outcome()).isEqualTo("unknown timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(3));
        assertThat(searching().within(Duration.ofMillis(600)).required("labs").outcome())
                .isEqualTo("412 timeout labs");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void after_the_deadline_is_not_waited_for() {
        assertThat(searching().within(Duration.ZERO).outcome()).isEqualTo("unknown timeout");
        assertThat(fhir.asked()).isEmpty();
    }

    @Test
    void of_nobody_is_a_failure() {
        var base = fhir.base();
        fhir.close();
        assertThat(Gathering.of("labs", SEARCH).at(base).outcome()).isEqualTo("unknown exception");
    }

    /// Six keys of 300 ms each, asked one after the other, would take 1.8 s.
    @Test
    void to_all_keys_come_at_once() {
        fhir.on("Observation", exchange -> {
            for (var i = 0; i < 6; i++) {
                pause();
            }
            FhirServer.send(exchange, 200, observations().getBytes(StandardCharsets.UTF_8));
        });
        var gathering = searching();
        for (var key : new String[] {"b", "c", "d", "e", "f"}) {
            gathering = gathering.and(key, SEARCH);
        }
        var start = System.nanoTime();
        assertThat(gathering.context().parts())
                .hasSize(6)
                .allSatisfy((_, part) -> assertThat(part).isInstanceOf(Part.Had.class));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
    }
}
