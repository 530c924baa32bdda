package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleFolderTest {
    /// As Synthea writes it: the identity of a resource is its `urn:uuid`, and references use it.
    private static final String SYNTHEA = """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"fullUrl":"urn:uuid:p-1","resource":{"resourceType":"Patient","id":"p-1","name":[{"family":"Foreign"}]},
              "request":{"method":"POST","url":"Patient"}},
             {"fullUrl":"urn:uuid:o-1","resource":{"resourceType":"Observation","id":"o-1","status":"final",
               "subject":{"reference":"urn:uuid:p-1"},"performer":[{"reference":"Practitioner?identifier=http://x|1"}],
               "effectiveDateTime":"2020-01-05T08:00:00+01:00","valueQuantity":{"value":1.10}},
              "request":{"method":"POST","url":"Observation"}},
             {"fullUrl":"urn:uuid:c-1","resource":{"resourceType":"ExplanationOfBenefit","id":"c-1"},
              "request":{"method":"POST","url":"ExplanationOfBenefit"}}]}""";

    @TempDir
    Path folder;

    @Test
    void loads_a_transaction_and_leaves_out_what_the_sandbox_does_not_keep() throws IOException {
        write("a.json", SYNTHEA);
        var ward = load();
        assertThat(ward.ids("Observation?patient=p-1")).containsExactly("o-1");
        assertThat(FhirJson.write(ward.get("Observation/o-1").body(), false))
                .asString()
                .contains("\"value\":1.10");
        assertThat(ward.get("ExplanationOfBenefit/c-1").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"collection", "searchset", "batch"})
    void loads_the_other_types_of_bundle_with_identities_from_their_urls(String type) throws IOException {
        write("a.json", """
                {"type":"%s","entry":[{"fullUrl":"http://ehr.org/fhir/Patient/p-2","resource":{"resourceType":"Patient"}},
                 {"resource":{"resourceType":"Condition","id":"c","subject":{"reference":"http://ehr.org/fhir/Patient/p-2"}}}],
                 "resourceType":"Bundle"}""".formatted(type));
        assertThat(load().ids("Condition?patient=p-2")).containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "no json",
                "{\"resourceType\":\"Patient\",\"id\":\"x\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"history\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"cut\"}},",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"cut\"}}]} x"
            })
    void a_bad_file_is_left_out_whole_and_the_next_one_is_loaded(String bad) throws IOException {
        write("a.json", bad);
        write("b.json", SYNTHEA);
        var ward = load();
        assertThat(ward.store.all("Patient")).extracting(Stored::id).containsExactly("p-1");
    }

    @Test
    void a_bad_entry_costs_only_itself() throws IOException {
        write("a.json", """
                {"resourceType":"Bundle","type":"collection","entry":[null,7,{},{"resource":null},{"resource":[]},
                 {"resource":{"resourceType":"Patient"}},{"resource":{"resourceType":"Patient","id":"no good"}},
                 {"resource":{"resourceType":"Patient","id":"good","meta":"odd"}}]}""");
        assertThat(load().store.all("Patient")).extracting(Stored::id).containsExactly("good");
    }

    @Test
    void a_folder_that_is_not_there_stops_nothing() {
        var ward = Ward.empty();
        new BundleFolder(folder.resolve("none")).load(ward.store, ward.table);
        assertThat(ward.store.count("Patient")).isZero();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private Ward load() {
        var ward = Ward.empty();
        new BundleFolder(folder).load(ward.store, ward.table);
        return ward;
    }
}
