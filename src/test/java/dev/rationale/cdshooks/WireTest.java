package dev.rationale.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is not set is not written: JSON elements are never null and never empty, but for `cards` and `services`.
class WireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID ID = UUID.fromString("4e0a3a1e-3283-4575-ab82-028d55fe2719");

    @Test
    void writes_a_bare_card_without_anything_that_is_not_set() {
        var card = new Card(
                ID,
                "Example",
                null,
                Indicator.INFO,
                new Source("Example", null, null, null),
                List.of(),
                null,
                List.of(),
                List.of(),
                Map.of());
        JsonNode json = JSON.valueToTree(new CdsResponse(List.of(card)));
        assertThat(json)
                .hasToString("{\"cards\":[{\"uuid\":\"" + ID
                        + "\",\"summary\":\"Example\",\"indicator\":\"info\",\"source\":{\"label\":\"Example\"}}]}");
    }

    @Test
    void writes_no_guidance_as_an_empty_array() {
        assertThat(JSON.<JsonNode>valueToTree(new CdsResponse(List.of()))).hasToString("{\"cards\":[]}");
        assertThat(JSON.<JsonNode>valueToTree(new CdsServices(List.of()))).hasToString("{\"services\":[]}");
    }

    @Test
    void writes_actions_and_links_as_the_specification_spells_them() {
        var delete = new Action(Action.Type.DELETE, "Remove the inappropriate order", null, "ServiceRequest/1");
        assertThat(JSON.<JsonNode>valueToTree(delete))
                .hasToString("{\"type\":\"delete\",\"description\":\"Remove the inappropriate order\","
                        + "\"resourceId\":\"ServiceRequest/1\"}");
        var suggestion = new Suggestion("Remove", ID, null, List.of(delete), null);
        assertThat(JSON.<JsonNode>valueToTree(suggestion).has("isRecommended")).isFalse();
        assertThat(JSON.<JsonNode>valueToTree(suggestion).has("actionSelectionBehavior"))
                .isFalse();
        var link = new Link("App", "https://example.org/launch", Link.Type.SMART, "{\"a\":1}", true);
        assertThat(JSON.<JsonNode>valueToTree(link))
                .hasToString("{\"label\":\"App\",\"url\":\"https://example.org/launch\",\"type\":\"smart\","
                        + "\"appContext\":\"{\\\"a\\\":1}\",\"autolaunchable\":true}");
    }

    @Test
    void writes_a_system_action_beside_the_cards_and_without_a_description_if_it_has_none() {
        var resource =
                JSON.createObjectNode().put("resourceType", "ServiceRequest").put("id", "1");
        var response = new CdsResponse(List.of(), List.of(new Action(Action.Type.UPDATE, null, resource, null)));
        assertThat(JSON.<JsonNode>valueToTree(response))
                .hasToString("{\"cards\":[],\"systemActions\":[{\"type\":\"update\","
                        + "\"resource\":{\"resourceType\":\"ServiceRequest\",\"id\":\"1\"}}]}");
    }
}
