package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartPageTest {
    private final Ward ward = Ward.full();

    @Test
    void lists_every_patient_with_what_it_shows_and_its_curl_line() {
        var page = render();
        for (var story : ward.patients.curated()) {
            assertThat(page)
                    .contains("<h3>" + story.id() + "</h3>")
                    .contains("&quot;patientId&quot;:&quot;" + story.id() + "&quot;");
        }
        assertThat(page).contains("The newest creatinine is 200 days old.").contains("<h3>sandbox-040</h3>");
        assertThat(page).contains("http://localhost:9/cds-services/kfre-ckd -d");
        assertThat(page).doesNotContain("Loaded from bundles");
    }

    @Test
    void lists_patients_from_bundles_and_escapes_what_stands_in_them() {
        ward.send(
                "PUT",
                "Patient/from-bundle",
                "{\"resourceType\":\"Patient\",\"id\":\"from-bundle\",\"name\":[{\"family\":\"<script>x\"}]}");
        var page = render();
        assertThat(page)
                .contains("Loaded from bundles")
                .contains("<h3>from-bundle</h3>")
                .contains("&lt;script&gt;x");
        assertThat(page).doesNotContain("<script");
    }

    private String render() {
        return new StartPage(ward.patients, ward.store).render("http://localhost:9");
    }
}
