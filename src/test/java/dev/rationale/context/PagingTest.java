package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.rationale.cdshooks.CdsRequest;
import dev.rationale.cdshooks.CdsRequestReader;
import dev.rationale.cdshooks.Handling;
import dev.rationale.client.FhirBases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A search of ten rows that comes two rows a page.
class PagingTest {
    private static final Map<String, String> LABS = Map.of("labs", "Observation?patient={{context.patientId}}");

    private static CdsRequest request(FhirHost host) {
        var call = """
                {"hook": "patient-view", "hookInstance": "7a1e3f0c-6a36-4b59-9d0e-7d5c2f3b1a10",
                 "fhirServer": "BASE", "fhirAuthorization": {"access_token": "secret", "token_type": "Bearer",
                 "expires_in": 300, "scope": "patient/*.read", "subject": "cds"},
                 "context": {"userId": "Practitioner/1", "patientId": "1"}}""";
        return new CdsRequestReader()
                .read(
                        call.replace("BASE", host.base().url().toString()).getBytes(StandardCharsets.UTF_8),
                        List.of("patient-view"),
                        Handling.STRICT)
                .request();
    }

    private static Part.Had labs(FhirHost host, Map<String, String> settings) {
        var clock = Clock.systemUTC();
        var limits = Limits.with(settings);
        var reader = new FhirReader(new FhirConnections(limits), limits, clock);
        return (Part.Had) new ContextGatherer(new FhirBases(true), reader, limits, clock)
                .gather(
                        LABS,
                        Set.of(),
                        request(host),
                        dev.rationale.client.Caller.open().client(),
                        clock.instant().plusSeconds(20))
                .parts()
                .get("labs");
    }

    private static FhirHost host() throws IOException {
        return FhirHost.plain(PagingTest::page);
    }

    /// The next link is relative to the base on every second page.
    private static void page(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var from = query.contains("from=") ? Integer.parseInt(query.replaceAll(".*from=", "")) : 0;
        var rows = List.of(row(from), row(from + 1));
        FhirHost.send(exchange, 200, bundle(rows, from + 2 < 10 ? "Observation?patient=1&from=" + (from + 2) : null));
    }

    private static String row(int number) {
        return "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"" + number
                + "\",\"subject\":{\"reference\":\"Patient/1\"}}}";
    }

    private static String bundle(List<String> rows, String next) {
        var link = next == null ? "" : "\"link\":[{\"relation\":\"next\",\"url\":\"" + next + "\"}],";
        return "{\"resourceType\":\"Bundle\"," + link + "\"entry\":[" + String.join(",", rows) + "]}";
    }

    @Test
    void follows_the_next_links_to_the_end() throws IOException {
        try (var host = host()) {
            var labs = labs(host, Map.of());
            assertThat(labs.complete()).isTrue();
            assertThat(labs.rows())
                    .extracting(row -> row.path("id").asInt())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(host.asked()).hasSize(5);
            assertThat(host.tokens()).containsOnly("Bearer secret");
        }
    }

    @ParameterizedTest
    @CsvSource({"max-pages, 5, 10, true", "max-pages, 4, 8, false", "max-rows, 10, 10, true", "max-rows, 5, 5, false"})
    void a_search_that_is_cut_short_is_incomplete(String limit, String value, int rows, boolean complete)
            throws IOException {
        try (var host = host()) {
            var labs = labs(host, Map.of(limit, value));
            assertThat(labs.rows()).hasSize(rows);
            assertThat(labs.complete()).isEqualTo(complete);
        }
    }

    @Test
    void a_call_that_has_taken_its_bytes_is_incomplete() throws IOException {
        try (var host = host()) {
            var page = bundle(List.of(row(0), row(1)), "Observation?patient=1&from=2")
                    .length();
            assertThat(labs(host, Map.of("max-call-bytes", String.valueOf(5 * page)))
                            .complete())
                    .isTrue();
            var cut = labs(host, Map.of("max-call-bytes", String.valueOf(2 * page)));
            assertThat(cut.complete()).isFalse();
            assertThat(cut.rows()).hasSize(4);
        }
    }

    @Test
    void a_link_to_another_server_is_not_followed_and_the_search_is_incomplete() throws IOException {
        try (var other = host();
                var host = FhirHost.plain(FhirHost.always(
                        200, bundle(List.of(row(0)), other.base().url() + "/Observation?patient=1&from=2")))) {
            var labs = labs(host, Map.of());
            assertThat(labs.complete()).isFalse();
            assertThat(labs.rows()).hasSize(1);
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void links_that_lead_in_a_circle_end() throws IOException {
        try (var host = FhirHost.plain(FhirHost.always(200, bundle(List.of(row(0)), "Observation?patient=1&from=2")))) {
            assertThat(labs(host, Map.of()).complete()).isFalse();
            assertThat(host.asked()).hasSize(2);
        }
    }

    @Test
    void a_page_that_fails_leaves_the_search_incomplete() throws IOException {
        try (var host = FhirHost.plain(exchange -> {
            if (exchange.getRequestURI().getQuery().contains("from=4")) {
                FhirHost.send(exchange, 500, "");
            } else {
                page(exchange);
            }
        })) {
            var labs = labs(host, Map.of());
            assertThat(labs.complete()).isFalse();
            assertThat(labs.rows()).hasSize(4);
        }
    }

    @Test
    void never_asks_for_the_servers_metadata() throws IOException {
        try (var host = host()) {
            labs(host, Map.of());
            assertThat(host.asked()).noneMatch(asked -> asked.contains("/metadata"));
        }
    }
}
