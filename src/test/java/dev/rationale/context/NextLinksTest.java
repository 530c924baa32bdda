package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.Records;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Next links are followed on the same server and as far as the limits allow; what is cut off makes a list incomplete.
class NextLinksTest {
    private static final String SEARCH = "Observation?patient={{context.patientId}}&_sort=-date&_count=2";

    private final FhirServer fhir = new FhirServer();

    NextLinksTest() throws IOException {}

    @AfterEach
    void stop() {
        fhir.close();
    }

    private Gathering searching() {
        return Gathering.of("labs", SEARCH).at(fhir.base()).with("secret", null);
    }

    private static ObjectNode page(int number, String next) {
        var page = Records.bundle(
                Records.creatinine("c" + number + "a", "2026-11-2" + (9 - number), "1.8"),
                Records.creatinine("c" + number + "b", "2026-11-1" + (9 - number), "1.8"));
        if (next != null) {
            page.putArray("link").addObject().put("relation", "next").put("url", next);
        }
        return page;
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s/page/2", "page/2", "%s/page/2?x=a|b"})
    void follows_a_link_on_the_same_server_with_the_token(String next) {
        fhir.on("Observation", page(1, next.formatted(fhir.base()))).on("page/2", page(2, null));
        assertThat(searching().outcome()).isEqualTo("complete 4");
        assertThat(fhir.asked())
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked.authorization()).isEqualTo("Bearer secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/fhir/page/2",
                "https://127.0.0.1:%2$d/fhir/page/2",
                "http://localhost:%2$d/fhir/page/2",
                "http://evil@127.0.0.1:%2$d/fhir/page/2",
                "//elsewhere.example/fhir/page/2",
                "/other/page/2",
                "%1$s/../other/page/2",
                "%1$s/%%2e%%2e/other/page/2",
                "%1$s/..%%2fother/page/2",
                "%1$s/..%%5cother/page/2",
                "%1$sx/page/2",
                "mailto:x@example.org",
                "urn:uuid:7a1e3f0c-6a36-4b59-9d0e-7d5c2f3b1a10",
                "file:///etc/passwd",
                "not an address",
                "http://[",
                ""
            })
    void follows_no_link_to_anywhere_else(String next) {
        fhir.on("Observation", page(1, next.formatted(fhir.base(), fhir.base().getPort())));
        assertThat(searching().outcome()).isEqualTo("cut at the end 2");
        assertThat(fhir.asked()).hasSize(1);
    }

    /// The same from a Bundle that the call brought.
    @ParameterizedTest
    @ValueSource(strings = {"mailto:x@example.org", "urn:x", "http://127.0.0.1:1/fhir/page/2"})
    void follows_no_foreign_link_of_a_prefetch(String next) {
        assertThat(searching().brings("labs", page(1, next)).outcome()).isEqualTo("cut at the end 2");
        assertThat(fhir.asked()).isEmpty();
    }

    @Test
    void follows_a_prefetchs_link() {
        fhir.on("page/2", page(2, null));
        assertThat(searching().brings("labs", page(1, fhir.base() + "/page/2")).outcome())
                .isEqualTo("complete 4");
    }

    @Test
    void stops_at_the_limit_of_pages() {
        fhir.on("Observation", page(1, "page/2"))
                .on("page/2", page(2, "page/3"))
                .on("page/3", page(3, null));
        assertThat(searching().setting("max-pages", "3").outcome()).isEqualTo("complete 6");
        assertThat(searching().setting("max-pages", "2").outcome()).isEqualTo("cut at the end 4");
    }

    @Test
    void stops_at_the_limit_of_rows() {
        fhir.on("Observation", page(1, "page/2")).on("page/2", page(2, null));
        assertThat(searching().setting("max-rows", "4").outcome()).isEqualTo("complete 4");
        assertThat(searching().setting("max-rows", "3").outcome()).isEqualTo("cut at the end 3");
        assertThat(searching().setting("max-rows", "2").outcome()).isEqualTo("cut at the end 2");
    }

    @Test
    void stops_at_a_page_that_is_too_large() {
        fhir.on("Observation", page(1, "page/2"))
                .on("page/2", FhirServer.status(200, page(2, null) + " ".repeat(5000)));
        assertThat(searching().setting("max-page-bytes", "4000").outcome()).isEqualTo("cut at the end 2");
    }

    @Test
    void stops_at_a_page_that_fails_or_is_none() {
        fhir.on("Observation", page(1, "page/2")).on("page/2", FhirServer.status(500, ""));
        assertThat(searching().outcome()).isEqualTo("cut at the end 2");
        fhir.on("page/2", FhirServer.status(200, "{\"resourceType\":\"OperationOutcome\"}"));
        assertThat(searching().outcome()).isEqualTo("cut at the end 2");
        fhir.on("page/2", Records.creatinine("c9", "2026-01-01", "1.8"));
        assertThat(searching().outcome()).isEqualTo("cut at the end 2");
    }

    @Test
    void stops_at_a_page_that_was_there_before() {
        fhir.on("Observation", page(1, "page/2")).on("page/2", page(2, "page/2"));
        assertThat(searching().outcome()).isEqualTo("cut at the end 4");
        assertThat(fhir.asked()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"1, complete 2", "2, complete 2", "3, cut at the end 2", "2000000000000, cut at the end 2"})
    void counts_the_rows_against_the_total(long total, String outcome) {
        var bundle = page(1, null).put("total", total);
        assertThat(Gathering.of("labs", SEARCH).brings("labs", bundle).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void counts_all_pages_against_the_total_and_no_included_rows() {
        fhir.on("Observation", page(1, "page/2").put("total", 4))
                .on("page/2", page(2, null).put("total", 4));
        assertThat(searching().outcome()).isEqualTo("complete 4");
        var included = page(1, null).put("total", 2);
        ((ObjectNode) included.path("entry").get(1)).putObject("search").put("mode", "include");
        assertThat(Gathering.of("labs", SEARCH).brings("labs", included).outcome())
                .isEqualTo("cut at the end 2");
    }

    @Test
    void takes_a_full_page_without_a_total_for_a_cut_one() {
        assertThat(Gathering.of("labs", SEARCH).brings("labs", page(1, null)).outcome())
                .isEqualTo("cut at the end 2");
        var short_ = Records.bundle(Records.creatinine("c", "2026-11-20", "1.8"));
        assertThat(Gathering.of("labs", SEARCH).brings("labs", short_).outcome())
                .isEqualTo("complete 1");
    }

    @Test
    void asks_for_the_rest_of_what_was_brought_cut() {
        fhir.on("Observation", Records.bundle(Records.creatinine("c", "2026-11-20", "1.8")));
        assertThat(searching().brings("labs", page(1, null)).outcome()).isEqualTo("complete 1");
        fhir.on("Observation", FhirServer.status(500, ""));
        assertThat(searching().brings("labs", page(1, null)).outcome()).isEqualTo("cut at the end 2");
    }

    @ParameterizedTest
    @CsvSource({
        "Observation?patient={{context.patientId}}&_count=2, cut 2",
        "Observation?patient={{context.patientId}}&_sort=date&_count=2, cut 2",
        "Observation?patient={{context.patientId}}&_sort=-_lastUpdated&_count=2, cut 2",
        "Observation?_sort=-date&patient={{context.patientId}}&_count=2, cut at the end 2"
    })
    void knows_that_the_end_is_missing_only_where_newest_first_was_asked(String template, String outcome) {
        assertThat(Gathering.of("labs", template).brings("labs", page(1, null)).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void believes_a_server_that_did_not_sort() {
        var page = page(1, null);
        page.putArray("link").addObject().put("relation", "self").put("url", fhir.base() + "/Observation?patient=p");
        assertThat(Gathering.of("labs", SEARCH).brings("labs", page).outcome()).isEqualTo("cut 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'severity':'warning','code':'not-supported'}; complete 1",
                "{'severity':'information','code':'informational'}; complete 1",
                "{'severity':'error','code':'exception'}; cut 1",
                "{'severity':'fatal','code':'exception'}; cut 1",
                "{'severity':'warning','code':'incomplete'}; cut 1",
                "{'severity':'information','code':'suppressed'}; cut 1",
                "{'severity':'warning','code':'too-costly'}; cut 1",
                "{'code':'processing'}; cut 1",
                "{}; cut 1"
            })
    void takes_an_outcome_among_the_rows_for_missing_ones(String issue, String outcome) {
        var said = Records.json("{'resourceType':'OperationOutcome'}");
        said.putArray("issue").add(Records.json(issue));
        var bundle = Records.bundle(Records.creatinine("c", "2026-11-20", "1.8"), said);
        assertThat(Gathering.of("labs", SEARCH).brings("labs", bundle).outcome())
                .isEqualTo(outcome);
    }
}
