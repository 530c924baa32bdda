package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// From the raw resources to the percentage in another language, by a script that shares nothing with the service.
@ExtendWith(SharedService.class)
class PythonAgreementIT {
    private static final Path SCRIPT = Path.of("src/test/python/kfre_from_bundle.py");
    private static final List<String> TYPES = List.of("Observation", "Condition", "Procedure", "ServiceRequest");

    private final HookClient ehr;

    PythonAgreementIT(HookClient ehr) {
        this.ehr = ehr;
    }

    static List<CuratedPatient> patients() {
        return CuratedPatient.all();
    }

    @ParameterizedTest
    @MethodSource("patients")
    void agrees_with_the_card(CuratedPatient patient, @TempDir Path folder) throws Exception {
        var answer = ehr.post(ehr.call(patient.id()));
        var extension = tree(answer).path("cards").path(0).path("extension").path("dev.rationale.explanation");
        var expected = script(bundle(patient.id(), folder));
        var scored = "scored".equals(expected.path("verdict").asText());
        assertThat(scored).as("the script says %s", expected).isEqualTo("scored".equals(patient.outcome()));
        if (scored) {
            for (var output : List.of("risk_2y", "risk_5y")) {
                assertThat(extension.path("outputs").path(output).doubleValue())
                        .isCloseTo(expected.path(output).doubleValue(), within(1e-9));
            }
        } else {
            assertThat(extension.has("outputs")).isFalse();
        }
    }

    /// Everything the sandbox holds about a patient, as one raw Bundle.
    private Path bundle(String patient, Path folder) throws IOException {
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "collection");
        var entries = bundle.putArray("entry");
        var fhir = ehr.service().fhir();
        entries.addObject().set("resource", tree(RestAssured.get(fhir + "/Patient/" + patient)));
        for (var type : TYPES) {
            var url = fhir + "/" + type + "?patient=" + patient + "&_count=500";
            tree(RestAssured.get(url))
                    .path("entry")
                    .forEach(entry -> entries.addObject().set("resource", entry.path("resource")));
        }
        return Files.writeString(folder.resolve("bundle.json"), bundle.toString());
    }

    private static JsonNode script(Path bundle) throws IOException, InterruptedException {
        var today = LocalDate.now(ZoneOffset.UTC).toString();
        var process = new ProcessBuilder("python3", SCRIPT.toString(), "--today", today, bundle.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return JSON.readTree(said);
    }
}
