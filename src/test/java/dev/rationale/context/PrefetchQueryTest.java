package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.cdshooks.CdsRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefetchQueryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Patient/{{context.patientId}}                              | Patient/p1
            Observation?patient={{context.patientId}}&_count=5         | Observation?patient=p1&_count=5
            Encounter/{{context.encounterId}}                          | Encounter/e1
            Practitioner/{{userPractitionerId}}                        | Practitioner/dr.1
            {{context.userId}}                                         | Practitioner/dr.1
            {{context.performer}}                                      | Organization/o1
            ServiceRequest?_id={{context.dispatchedOrders}}            | ServiceRequest?_id=s1,s2
            Task?focus={{context.dispatchedOrders}}                    | Task?focus=ServiceRequest%2Fs1,ServiceRequest%2Fs2
            """)
    void fills_the_tokens(String template, String expected) {
        assertThat(path(template, context())).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PractitionerRole?_id={{userPractitionerRoleId}}",
                "Patient/{{userPatientId}}",
                "RelatedPerson/{{userRelatedPersonId}}",
                "Observation?encounter={{context.noSuchField}}",
                "Observation?x={{context.draftOrders}}",
                "Observation?x={{today()}}",
                "Encounter?_id={{context.dispatchedOrders}}"
            })
    void leaves_out_a_template_with_a_token_that_has_no_value_here(String template) {
        assertThat(path(template, context())).isEmpty();
    }

    @Test
    void fills_each_of_the_four_user_tokens() {
        assertThat(path("PractitionerRole?_id={{userPractitionerRoleId}}", user("PractitionerRole/r")))
                .contains("PractitionerRole?_id=r");
        assertThat(path("Patient/{{userPatientId}}", user("Patient/u"))).contains("Patient/u");
        assertThat(path("RelatedPerson/{{userRelatedPersonId}}", user("RelatedPerson/u")))
                .contains("RelatedPerson/u");
        assertThat(path("Practitioner/{{userPractitionerId}}", user("Practitioner/u")))
                .contains("Practitioner/u");
    }

    /// Whatever stands in a token, the server sees one parameter with one value.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1&_count=1000",
                "1;_count=1000",
                "1?x=y",
                "1#x",
                "$1",
                "$everything",
                "../Patient/2",
                "..%2F..%2Fadmin",
                "%2F",
                "%26_count=1000",
                "a,b",
                "http://a|b",
                "a\\,b",
                "a b+c",
                "\u0000",
                "äé漢字\uD83D\uDE00",
                "\r\nHost: evil",
                "{{context.patientId}}",
                "${jndi:x}",
                "\\E\\Q$2"
            })
    void no_value_of_a_search_adds_a_parameter_or_another_value(String value) {
        var query = path(
                        "Observation?encounter={{context.encounterId}}&_count=5",
                        context().put("encounterId", value))
                .orElseThrow();
        var parameters = URI.create("http://x/" + query).getRawQuery().split("&", -1);
        assertThat(parameters).hasSize(2);
        assertThat(parameters[1]).isEqualTo("_count=5");
        assertThat(parameters[0]).startsWith("encounter=").matches("encounter=[A-Za-z0-9%._*-]*");
        var seen = URLDecoder.decode(parameters[0].substring("encounter=".length()), StandardCharsets.UTF_8);
        assertThat(unescaped(seen)).isEqualTo(value);
        assertThat(seen.replaceAll("\\\\.", "")).doesNotContain(",", "|", "$");
    }

    /// Servers decode `%2F` before they split a path, so nothing but an id is ever put into one.
    @ParameterizedTest
    @ValueSource(
            strings = {"../Patient/2", "..", ".", "a/b", "%2F", "a?b", "a#b", "$everything", "", "a b", "ä", "a\\b"})
    void no_value_of_a_read_leaves_its_place(String value) {
        assertThat(path("Encounter/{{context.encounterId}}", context().put("encounterId", value)))
                .isEmpty();
        assertThat(path("Practitioner/{{userPractitionerId}}", user("Practitioner/" + value)))
                .isEmpty();
        assertThat(path("{{context.userId}}", user("Practitioner/" + value))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "e-QokEGUJIzyynNdkCFrs9w3", "a.b_c~d:e=f+g", "..a"})
    void ids_as_ehrs_make_them_are_read(String value) {
        assertThat(path("Encounter/{{context.encounterId}}", context().put("encounterId", value)))
                .hasValueSatisfying(path -> assertThat(URLDecoder.decode(path, StandardCharsets.UTF_8))
                        .isEqualTo("Encounter/" + value));
    }

    @Test
    void values_of_another_shape_are_no_values() {
        for (var shape : new String[] {"{}", "[]", "[{}]", "[null]", "null", "\"\""}) {
            assertThat(path("Observation?encounter={{context.encounterId}}", with("encounterId", shape)))
                    .as(shape)
                    .isEmpty();
        }
        assertThat(path("Observation?encounter={{context.encounterId}}", with("encounterId", "7")))
                .isPresent();
    }

    /// A character above a URI's own, a group reference of Java's replacement: a template stays what it says.
    @Test
    void characters_that_a_uri_must_have_encoded_are_encoded() {
        assertThat(path(
                        "Observation?code=http://loinc.org|1-8&x=a \"^`{}<>é$1&patient={{context.patientId}}",
                        context()))
                .contains("Observation?code=http://loinc.org%7C1-8&x=a%20%22%5E%60%7B%7D%3C%3E%C3%A9$1&patient=p1");
    }

    private static Optional<String> path(String template, ObjectNode context) {
        return PrefetchQuery.of(template, request(context)).map(PrefetchQuery::path);
    }

    private static CdsRequest request(ObjectNode context) {
        return new CdsRequest("order-dispatch", "i", null, null, context, Map.of());
    }

    private static ObjectNode context() {
        var context = JSON.createObjectNode()
                .put("userId", "Practitioner/dr.1")
                .put("patientId", "p1")
                .put("encounterId", "e1")
                .put("performer", "Organization/o1");
        context.putArray("dispatchedOrders").add("ServiceRequest/s1").add("ServiceRequest/s2");
        context.putObject("draftOrders");
        return context;
    }

    private static ObjectNode user(String user) {
        return context().put("userId", user);
    }

    private static ObjectNode with(String name, String json) {
        try {
            var context = context();
            context.set(name, JSON.readTree(json));
            return context;
        } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String unescaped(String value) {
        return value.replaceAll("\\\\([\\\\,$|])", "$1");
    }
}
