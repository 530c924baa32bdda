package dev.rationale.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rationale.Records;
import dev.rationale.cdshooks.Action;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.Indicator;
import dev.rationale.cdshooks.Source;
import dev.rationale.cdshooks.Suggestion;
import dev.rationale.feature.Evidence;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private final DecisionBody body = new DecisionBody(JSON, "Patient/123", "Patient/pseudonym");

    private JsonNode end() throws JsonProcessingException {
        return JSON.readTree(body.end().text());
    }

    private static Card card(Action... actions) {
        return new Card(
                UUID.randomUUID(),
                "A summary",
                null,
                Indicator.INFO,
                new Source("Rationale", null, null, null),
                List.of(new Suggestion("Do it", UUID.randomUUID(), null, List.of(actions), null)),
                null,
                List.of(),
                List.of(),
                Map.of(
                        "x",
                        JSON.createObjectNode().putPOJO("seen", new Evidence("a", "Patient/123", null, null, null))));
    }

    /// In records, in trees, and in records inside of trees.
    @Test
    void keeps_a_pseudonym_wherever_a_text_is_the_patients_reference() throws JsonProcessingException {
        body.set("text", "Patient/123");
        body.set("map", Map.of("a", List.of("Patient/123", "x")));
        body.set("tree", Records.json("{'subject':{'reference':'Patient/123'},'all':['Patient/123']}"));
        body.cards(List.of(card()));
        var kept = end();
        assertThat(kept.toString()).doesNotContain("123");
        assertThat(kept.at("/text").asText()).isEqualTo("Patient/pseudonym");
        assertThat(kept.at("/map/a/0").asText()).isEqualTo("Patient/pseudonym");
        assertThat(kept.at("/tree/subject/reference").asText()).isEqualTo("Patient/pseudonym");
        assertThat(kept.at("/cards/0/extension/x/seen/reference").asText()).isEqualTo("Patient/pseudonym");
    }

    @Test
    void keeps_every_other_text_as_it_is() throws JsonProcessingException {
        body.set("texts", List.of("Patient/1234", "see Patient/123", "patient/123", "Observation/123"));
        assertThat(end().path("texts").toString())
                .isEqualTo("[\"Patient/1234\",\"see Patient/123\",\"patient/123\",\"Observation/123\"]");
    }

    @Test
    void keeps_of_an_updated_draft_only_which_one_it_is() throws JsonProcessingException {
        var draft = "{'resourceType':'MedicationRequest','id':'d1','note':[{'text':'Mrs Example'}]}";
        var update = new Action(Action.Type.UPDATE, "Change it", Records.json(draft), null);
        body.cards(List.of(card(update)));
        body.systemActions(List.of(update));
        var kept = end();
        assertThat(kept.toString()).doesNotContain("Mrs Example");
        for (var action : List.of(kept.at("/cards/0/suggestions/0/actions/0"), kept.at("/systemActions/0"))) {
            assertThat(action)
                    .isEqualTo(Records.json("{'type':'update','description':'Change it',"
                            + "'resource':{'resourceType':'MedicationRequest','id':'d1'}}"));
        }
    }

    @Test
    void keeps_what_is_created_whole() throws JsonProcessingException {
        var order = Records.json("{'resourceType':'ServiceRequest','subject':{'reference':'Patient/123'}}");
        body.cards(List.of(card(new Action(Action.Type.CREATE, "Order it", order, null))));
        assertThat(end().at("/cards/0/suggestions/0/actions/0/resource"))
                .isEqualTo(
                        Records.json("{'resourceType':'ServiceRequest','subject':{'reference':'Patient/pseudonym'}}"));
    }

    @Test
    void says_nothing_of_system_actions_where_there_are_none() throws JsonProcessingException {
        body.systemActions(List.of());
        assertThat(end()).isEmpty();
    }
}
