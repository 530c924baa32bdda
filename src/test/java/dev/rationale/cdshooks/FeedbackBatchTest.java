package dev.rationale.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeedbackBatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CARD = "4e0a3a1e-3283-4575-ab82-028d55fe2719";
    private static final String SUGGESTION = "e56e1945-20b3-4393-8503-a1a20fd73152";

    private final FeedbackReader reader = new FeedbackReader();

    record Oddity(Consumer<ObjectNode> change, FeedbackWarning warning, String place) {
        @Override
        public String toString() {
            return warning + " at " + place;
        }
    }

    static List<Oddity> oddities() {
        return List.of(
                odd(item -> item.put("card", "card-1"), FeedbackWarning.CARD_NOT_A_UUID, "card"),
                odd(
                        item -> item.remove("outcomeTimestamp"),
                        FeedbackWarning.OUTCOME_TIMESTAMP_UNREADABLE,
                        "outcomeTimestamp"),
                odd(
                        item -> item.put("outcomeTimestamp", "yesterday"),
                        FeedbackWarning.OUTCOME_TIMESTAMP_UNREADABLE,
                        "outcomeTimestamp"),
                odd(
                        item -> item.put("outcomeTimestamp", 7),
                        FeedbackWarning.OUTCOME_TIMESTAMP_UNREADABLE,
                        "outcomeTimestamp"),
                odd(
                        item -> item.put("outcomeTimestamp", "2026-11-24T10:00:00+01:00"),
                        FeedbackWarning.OUTCOME_TIMESTAMP_NOT_UTC,
                        "outcomeTimestamp"),
                odd(
                        item -> item.remove("acceptedSuggestions"),
                        FeedbackWarning.ACCEPTED_WITHOUT_SUGGESTION,
                        "acceptedSuggestions"),
                odd(
                        item -> item.putArray("acceptedSuggestions"),
                        FeedbackWarning.ACCEPTED_WITHOUT_SUGGESTION,
                        "acceptedSuggestions"),
                odd(
                        item -> item.putArray("acceptedSuggestions").addObject().put("uuid", SUGGESTION),
                        FeedbackWarning.ACCEPTED_WITHOUT_SUGGESTION,
                        "acceptedSuggestions"),
                odd(
                        item -> item.putObject("overrideReason").put("userComment", "x"),
                        FeedbackWarning.OVERRIDE_REASON_OF_AN_ACCEPTANCE,
                        "overrideReason"),
                odd(
                        item -> overridden(item).putObject("overrideReason"),
                        FeedbackWarning.OVERRIDE_REASON_EMPTY,
                        "overrideReason"),
                odd(
                        item -> overridden(item).put("overrideReason", "a text"),
                        FeedbackWarning.OVERRIDE_REASON_EMPTY,
                        "overrideReason"),
                odd(
                        item -> overridden(item)
                                .putObject("overrideReason")
                                .putObject("reason")
                                .put("code", "c"),
                        FeedbackWarning.OVERRIDE_REASON_NOT_CODED,
                        "overrideReason.reason"),
                odd(
                        item -> overridden(item).putObject("overrideReason").put("reason", "c"),
                        FeedbackWarning.OVERRIDE_REASON_NOT_CODED,
                        "overrideReason.reason"));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void keeps_what_is_odd_with_a_warning_and_refuses_it_when_strict(Oddity oddity) {
        assertThat(reader.read(batch(good()), Handling.STRICT).problems())
                .as("the twin")
                .isEmpty();
        var item = good();
        oddity.change().accept(item);
        var lenient = reader.read(batch(item), Handling.LENIENT);
        assertThat(lenient.problems()).isEmpty();
        assertThat(lenient.items()).singleElement().satisfies(kept -> {
            assertThat(kept.warnings()).contains(oddity.warning());
            assertThat(kept.asSent()).isEqualTo(item);
        });
        var strict = reader.read(batch(good(), item), Handling.STRICT);
        assertThat(strict.items()).hasSize(1);
        assertThat(strict.problems()).anySatisfy(issue -> {
            assertThat(issue.expression()).containsExactly("feedback[1]." + oddity.place());
            assertThat(issue.diagnostics()).isEqualTo(oddity.warning().text());
        });
    }

    @Test
    void reads_the_examples_of_the_specification() throws Exception {
        var reading = reader.read("""
                {"feedback":[
                  {"card":"4e0a3a1e-3283-4575-ab82-028d55fe2719","outcome":"accepted",
                   "acceptedSuggestions":[{"id":"e56e1945-20b3-4393-8503-a1a20fd73152"}],
                   "outcomeTimestamp":"2021-12-11T10:05:31Z"},
                  {"card":"f6b95768-b1c8-40dc-8385-bf3504b82ffb","outcome":"overridden",
                   "outcomeTimestamp":"2020-12-11T00:00:00Z"},
                  {"card":"9368d37b-283f-44a0-93ea-547cebab93ed","outcome":"overridden",
                   "overrideReason":{"reason":{"code":"d7ecf885","system":"https://example.com/reasons"},
                     "userComment":"A comment."},
                   "outcomeTimestamp":"2020-12-11T00:00:00Z"}]}""".getBytes(StandardCharsets.UTF_8), Handling.STRICT);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.items()).hasSize(3);
        assertThat(reading.items().getFirst().acceptedSuggestions()).containsExactly(SUGGESTION);
        assertThat(reading.items().getFirst().outcomeTimestamp()).isEqualTo(Instant.parse("2021-12-11T10:05:31Z"));
    }

    @Test
    void keeps_what_vendors_add_and_a_comment_without_a_reason() {
        var item = overridden(good());
        item.remove("acceptedSuggestions");
        item.putObject("overrideReason").put("userComment", "will monitor");
        item.putObject("com.example.user").put("id", "1");
        var reading = reader.read(batch(item), Handling.STRICT);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.items().getFirst().asSent().has("com.example.user")).isTrue();
    }

    @Test
    void refuses_a_batch_that_is_too_long_and_takes_one_item_less() {
        var items = new ObjectNode[1001];
        java.util.Arrays.setAll(items, _ -> good());
        assertThatThrownBy(() -> reader.read(batch(items), Handling.LENIENT))
                .isInstanceOfSatisfying(
                        HookRefusal.class,
                        refusal -> assertThat(refusal.error().status()).isEqualTo(413));
        assertThat(reader.read(batch(java.util.Arrays.copyOf(items, 1000)), Handling.LENIENT)
                        .items())
                .hasSize(1000);
    }

    @Test
    void refuses_an_item_that_is_too_large_and_keeps_the_others() {
        var large = good();
        large.put("com.example.attachment", "x".repeat(1 << 16));
        var reading = reader.read(batch(good(), large, good()), Handling.LENIENT);
        assertThat(reading.items()).hasSize(2);
        assertThat(reading.problems())
                .singleElement()
                .satisfies(issue -> assertThat(issue.expression()).containsExactly("feedback[1]"));
    }

    private static Oddity odd(Consumer<ObjectNode> change, FeedbackWarning warning, String place) {
        return new Oddity(change, warning, place);
    }

    private static ObjectNode good() {
        var item = JSON.createObjectNode()
                .put("card", CARD)
                .put("outcome", "accepted")
                .put("outcomeTimestamp", "2026-11-24T10:00:00Z");
        item.putArray("acceptedSuggestions").addObject().put("id", SUGGESTION);
        return item;
    }

    private static ObjectNode overridden(ObjectNode item) {
        item.remove("acceptedSuggestions");
        return item.put("outcome", "overridden");
    }

    private static byte[] batch(JsonNode... items) {
        var batch = JSON.createObjectNode();
        batch.putArray("feedback").addAll(List.of(items));
        return batch.toString().getBytes(StandardCharsets.UTF_8);
    }
}
