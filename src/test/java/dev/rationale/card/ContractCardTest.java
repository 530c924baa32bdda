package dev.rationale.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.FixtureFolders;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.Action;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.Link;
import dev.rationale.cdshooks.SelectionBehavior;
import dev.rationale.cdshooks.Suggestion;
import dev.rationale.client.QuirkProfiles;
import dev.rationale.context.Part;
import dev.rationale.context.PatientContext;
import dev.rationale.decision.Decider;
import dev.rationale.decision.Decision;
import dev.rationale.explanation.Explainer;
import dev.rationale.feature.Featurizer;
import dev.rationale.model.ModelRuntimes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The limits that CDS Hooks sets on cards, kept for every kind of EHR.
class ContractCardTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final UUID ID = UUID.fromString("4e0a3a1e-3283-4575-ab82-028d55fe2719");

    private final Renderer renderer = new Renderer(new Templates());

    /// A person of 75 with a draft order of ibuprofen, or as the arguments say.
    private record Given(DecisionService service, Decision decision, References references) {}

    @Test
    void actions_stand_in_the_order_in_which_they_are_carried_out() {
        var replace = suggestion(card("draft-nsaid", "generic"), "Paracetamol instead");
        assertThat(replace.actions().stream().map(Action::type))
                .as("the folder names the creation first")
                .containsExactly(Action.Type.DELETE, Action.Type.CREATE);
        assertThat(replace.actions().getFirst().resourceId()).isEqualTo("MedicationRequest/draft-1");
        assertThat(replace.actions().getFirst().resource()).isNull();
        var created = replace.actions().getLast();
        assertThat(created.resourceId()).isNull();
        assertThat(created.resource().at("/subject/reference").asText()).isEqualTo("Patient/p");
    }

    /// An update is the whole order as it came, but for what the folder changes.
    @Test
    void an_update_is_the_whole_order() throws Exception {
        var update = suggestion(card("draft-nsaid", "generic"), "At most three days")
                .actions()
                .getFirst();
        var expected = (ObjectNode) order("draft-1");
        expected.set("dispenseRequest", JSON.readTree("""
                {"numberOfRepeatsAllowed":1,"expectedSupplyDuration":
                  {"value":3,"unit":"days","system":"http://unitsofmeasure.org","code":"d"}}"""));
        expected.putArray("reasonCode")
                .addObject()
                .put("text", "Invented event: about 8 in 100 within 30 days under an NSAID.");
        assertThat(update.type()).isEqualTo(Action.Type.UPDATE);
        assertThat(update.resource()).isEqualTo(expected);
    }

    @Test
    void every_draft_that_was_found_is_acted_on() {
        var given = given("draft-nsaid", 75, order("draft-1"), order("draft-2"));
        var replace = suggestion(cards(given, "generic").getFirst(), "No NSAID");
        assertThat(replace.actions().stream().map(Action::resourceId))
                .containsExactlyInAnyOrder("MedicationRequest/draft-1", "MedicationRequest/draft-2");
    }

    @Test
    void a_draft_that_cannot_be_named_is_not_acted_on() {
        var nameless = (ObjectNode) order("x");
        nameless.remove("id");
        var given = given("draft-nsaid", 75, nameless);
        assertThat(given.decision()).isInstanceOf(Decision.Scored.class);
        assertThat(cards(given, "generic").getFirst().suggestions()).isEmpty();
        assertThat(cards(given, "generic").getFirst().selectionBehavior()).isNull();
    }

    @Test
    void at_most_one_suggestion_is_recommended_where_at_most_one_may_be_chosen() {
        var card = card("draft-nsaid", "generic");
        assertThat(card.selectionBehavior()).isEqualTo(SelectionBehavior.AT_MOST_ONE);
        assertThat(card.suggestions()).hasSize(3);
        assertThat(card.suggestions().stream().filter(one -> Boolean.TRUE.equals(one.isRecommended())))
                .singleElement()
                .satisfies(one -> assertThat(one.label()).isEqualTo("Paracetamol instead"));
        var any = card("selected-nsaid", "generic");
        assertThat(any.selectionBehavior()).isEqualTo(SelectionBehavior.ANY);
        assertThat(any.suggestions().stream().filter(one -> Boolean.TRUE.equals(one.isRecommended())))
                .hasSize(2);
    }

    /// Fewer than 140 characters, and no half of one: each of these is two units of UTF-16.
    @Test
    void a_summary_is_one_line_of_at_most_139_characters() {
        var text = "Invented event: {risk} within 30 days under an NSAID.";
        assertThat(summary(text, "😀".repeat(139))).isEqualTo("😀".repeat(139));
        assertThat(summary(text, "😀".repeat(140))).isEqualTo("😀".repeat(138) + "…");
        assertThat(summary(text, "one\\n  two")).isEqualTo("one two");
    }

    private String summary(String text, String by) {
        var service = FixtureFolders.service("draft-nsaid", "service.yaml", text, by);
        return cards(given(service, 75, order("draft-1")), "generic").getFirst().summary();
    }

    @Test
    void links_and_icon_are_the_folders_and_the_app_is_told_the_decision() {
        var card = card("draft-nsaid", "generic");
        assertThat(card.source().icon()).isEqualTo("https://example.org/draft-nsaid.png");
        assertThat(card.links())
                .containsExactly(
                        new Link("The guideline", "https://example.org/guideline", Link.Type.ABSOLUTE, null, null),
                        new Link(
                                "The whole story",
                                "https://example.org/launch",
                                Link.Type.SMART,
                                "{\"decision\":\"" + ID + "\"}",
                                true));
        assertThat(card("selected-nsaid", "generic").links()).isEmpty();
    }

    @Test
    void epic_gets_one_action_in_a_suggestion_and_never_half_of_what_belongs_together() {
        var card = card("selected-nsaid", "epic");
        assertThat(card.suggestions().stream().map(Suggestion::label))
                .as("laboratory may be taken apart, the replacement may not")
                .containsExactly("Order creatinine", "Order potassium");
        assertThat(card.suggestions()).allSatisfy(one -> {
            assertThat(one.actions()).hasSize(1);
            assertThat(one.actions().getFirst().description()).isEqualTo(one.label());
        });
        assertThat(leftOut(card)).containsExactly("replace");
        assertThat(Renderer.leftOut(card)).isEqualTo(1);
        assertThat(Renderer.leftOut(card("selected-nsaid", "generic"))).isZero();
    }

    /// Where a clinician could choose any, alternatives are never side by side.
    @Test
    void epic_gets_one_alternative_where_at_most_one_may_be_chosen() {
        var card = card("draft-nsaid", "epic");
        assertThat(card.selectionBehavior()).isEqualTo(SelectionBehavior.ANY);
        assertThat(card.suggestions()).singleElement().satisfies(one -> {
            assertThat(one.label()).isEqualTo("At most three days");
            assertThat(one.isRecommended()).as("the folder prefers another one").isNull();
        });
        assertThat(leftOut(card)).containsExactlyInAnyOrder("replace", "remove");
    }

    @Test
    void epic_gets_a_topic_of_letters_and_digits_and_always_the_same() {
        assertThat(card("draft-nsaid", "epic").source().topic().code()).isEqualTo("draftnsaid");
        assertThat(card("draft-nsaid", "epic").source().topic().system()).isEqualTo("urn:dev:rationale:topic");
        assertThat(card("draft-nsaid", "generic").source().topic().code()).isEqualTo("draft-nsaid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "epic", "oracle", "athena", "sandbox"})
    void who_does_not_know_action_selection_behavior_never_gets_it(String profile) {
        assertThat(card("selected-nsaid", profile).suggestions())
                .allSatisfy(one -> assertThat(one.actionSelectionBehavior()).isNull());
    }

    @Test
    void who_knows_action_selection_behavior_gets_it_for_what_may_be_taken_apart() {
        var card = card("selected-nsaid", "cds-hooks-3");
        assertThat(suggestion(card, "Creatinine and potassium").actionSelectionBehavior())
                .isEqualTo(SelectionBehavior.ANY);
        assertThat(suggestion(card, "Creatinine instead").actionSelectionBehavior())
                .isNull();
    }

    @Test
    void system_actions_go_only_to_whom_they_were_agreed_with_and_never_beside_a_score() {
        var beyond = given("draft-nsaid", 101, order("draft-1"));
        assertThat(beyond.decision()).isInstanceOf(Decision.Withheld.class);
        assertThat(systemActions(beyond, "open")).singleElement().satisfies(action -> {
            assertThat(action.type()).isEqualTo(Action.Type.UPDATE);
            assertThat(action.resource().at("/note/0/text").asText()).startsWith("Not checked");
            assertThat(action.resource().path("id").asText()).isEqualTo("draft-1");
        });
        assertThat(systemActions(beyond, "another client")).isEmpty();
        assertThat(systemActions(given("draft-nsaid", 75, order("draft-1")), "open"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "[click](javascript:alert(1))",
                "![x](http://evil/x.png)",
                "**bold** _it_ `code`",
                "www.evil.example",
                "WWW.evil.example",
                "https://evil.example",
                "a@evil.example",
                "{patient}",
                "a\n# heading",
                "a|b"
            })
    void text_of_a_record_is_text_and_nothing_else(String text) {
        assertThat(Wording.plain(text))
                .doesNotContain("<", ">", "[", "]", "(", ")", "*", "_", "`", "{", "}", "\n", "#", "|", "@", ":", "!")
                .doesNotContainPattern("(?i)www\\.")
                .hasSizeLessThanOrEqualTo(30);
    }

    private Card card(String folder, String profile) {
        return cards(given(folder, 75, order("draft-1")), profile).getFirst();
    }

    private List<Card> cards(Given given, String profile) {
        return renderer.render(
                given.service(),
                ID,
                given.decision(),
                given.references(),
                QuirkProfiles.named(profile).orElseThrow());
    }

    private List<Action> systemActions(Given given, String client) {
        return renderer.systemActions(given.service(), given.decision(), given.references(), client);
    }

    private static List<String> leftOut(Card card) {
        return JSON.convertValue(
                card.extension().get("dev.rationale.explanation").path("suggestionsLeftOut"),
                JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private static Suggestion suggestion(Card card, String label) {
        return card.suggestions().stream()
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Given given(String folder, int age, JsonNode... orders) {
        return given(FixtureFolders.service(folder), age, orders);
    }

    private static Given given(DecisionService service, int age, JsonNode... orders) {
        var parts = new LinkedHashMap<String, Part>();
        parts.put(
                "patient",
                new Part.Had(
                        List.of(json("{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"" + (2026 - age)
                                + "-01-01\"}")),
                        true));
        for (var key : List.of("context.draftOrders", "context.selections")) {
            parts.put(key, new Part.Had(List.of(orders), true));
        }
        var features = new Featurizer(CLOCK).compute(service, service.answering(), parts);
        return new Given(
                service,
                new Decider(new ModelRuntimes(), new Explainer()).decide(service, features),
                new References(
                        "Patient/p", "Practitioner/1", null, new PatientContext("p", parts, List.of()).brought()));
    }

    private static JsonNode order(String id) {
        return json("""
                {"resourceType":"MedicationRequest","id":"%s","status":"draft","intent":"order",
                 "subject":{"reference":"Patient/p","display":"Post, Titus"},
                 "medicationCodeableConcept":{"coding":[
                   {"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"5640"}]},
                 "dispenseRequest":{"numberOfRepeatsAllowed":1,"expectedSupplyDuration":
                   {"value":14,"unit":"days","system":"http://unitsofmeasure.org","code":"d"}}}""".formatted(id));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
