package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// One patient whom several clinicians see, with a record that changes: every call carries the whole of it.
///
/// @param id of the patient, whom nobody has called about before
final class Ward {
    static final String REASONS = "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes";

    private final HookClient ehr;
    private final String id = UUID.randomUUID().toString();
    private String like;
    private JsonNode order;

    Ward(HookClient ehr, String like) {
        this.ehr = ehr;
        this.like = like;
    }

    /// From now on the record is that of another patient of the sandbox.
    Ward becomes(String other) {
        like = other;
        return this;
    }

    /// The order of a card's first suggestion is in the record.
    Ward ordered(JsonNode card) {
        ObjectNode placed = card.at("/suggestions/0/actions/0/resource").deepCopy();
        order = placed.put("id", "order-of-a-card").put("status", "active").put("intent", "order");
        return this;
    }

    /// It was carried out or revoked.
    Ward orderOver() {
        order = null;
        return this;
    }

    ObjectNode call(String user) {
        var call = ehr.somebody(id, like);
        ((ObjectNode) call.path("context")).put("userId", user);
        if (order != null) {
            ((ObjectNode) call.at("/prefetch/referrals"))
                    .withArray("entry")
                    .addObject()
                    .set("resource", order);
        }
        return call;
    }

    /// The patient is opened by a user.
    Response opened(String user) {
        var answer = ehr.post(call(user));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    /// The card a user gets.
    JsonNode card(String user) {
        var cards = tree(opened(user)).path("cards");
        assertThat(cards).hasSize(1);
        return cards.get(0);
    }

    /// Why a user gets no card.
    String withheld(String user) {
        var answer = opened(user);
        assertThat(tree(answer).path("cards")).isEmpty();
        return ehr.decision(answer).path("reason").asText();
    }

    /// A user overrides a card.
    Ward overrides(JsonNode card, String reason) {
        return says(overriding(card, reason, Instant.now()));
    }

    /// A user accepts a card's first suggestion.
    Ward accepts(JsonNode card) {
        return says(accepting(card, Instant.now()));
    }

    Ward says(ObjectNode item) {
        assertThat(ehr.feedback(FeedbackIT.batch(item)).statusCode()).isEqualTo(200);
        return this;
    }

    static ObjectNode overriding(JsonNode card, String reason, Instant at) {
        var item = FeedbackIT.item(card.path("uuid").asText(), "overridden").put("outcomeTimestamp", at.toString());
        if (reason != null) {
            item.putObject("overrideReason")
                    .putObject("reason")
                    .setAll(Map.of(
                            "system", item.textNode(REASONS),
                            "code", item.textNode(reason)));
        }
        return item;
    }

    static ObjectNode accepting(JsonNode card, Instant at) {
        var item = FeedbackIT.item(card.path("uuid").asText(), "accepted").put("outcomeTimestamp", at.toString());
        item.putArray("acceptedSuggestions").addObject().set("id", card.at("/suggestions/0/uuid"));
        return item;
    }
}
