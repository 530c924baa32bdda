package dev.rationale.hooks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.cdshooks.Action;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.Suggestion;
import dev.rationale.decision.Decision;
import dev.rationale.decision.HeldBack;
import dev.rationale.journal.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the journal keeps of a decision, written as JSON member by member: a call's records are large, and a tree of
/// them would cost more than the decision. Where a text is the patient's reference as a whole, the pseudonym stands
/// in its place.
final class DecisionBody {
    private final ObjectWriter writer;
    private final SegmentedStringWriter text = new SegmentedStringWriter(new BufferRecycler());
    private final JsonGenerator json;

    /// @param patient the reference that must not be kept
    /// @param pseudonym the reference in its place
    DecisionBody(ObjectMapper mapper, String patient, String pseudonym) {
        this.writer = mapper.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
        this.json = new Pseudonymous(opened(mapper, text), patient, pseudonym);
    }

    /// Writes texts, the one that names the patient as another one.
    private static final class Pseudonymous extends JsonGeneratorDelegate {
        private final String patient;
        private final String pseudonym;

        Pseudonymous(JsonGenerator json, String patient, String pseudonym) {
            super(json);
            this.patient = patient;
            this.pseudonym = pseudonym;
        }

        @Override
        public void writeString(String text) throws IOException {
            super.writeString(patient.equals(text) ? pseudonym : text);
        }
    }

    private static JsonGenerator opened(ObjectMapper mapper, Writer text) {
        try {
            var json = mapper.createGenerator(text);
            json.writeStartObject();
            return json;
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text can be written", impossible);
        }
    }

    void set(String name, @Nullable Object value) {
        try {
            json.writeFieldName(name);
            writer.writeValue(json, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException("records of ours can be written", impossible);
        }
    }

    /// The whole, when all is written.
    JsonText end() {
        try {
            json.writeEndObject();
            json.close();
            return new JsonText(text.getAndClear());
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text can be written", impossible);
        }
    }

    /// The cards that were answered, but of a draft order that is updated only which one it is: the rest of it is the
    /// client's own, and may name the patient.
    void cards(List<Card> cards) {
        set("cards", cards.stream().map(DecisionBody::kept).toList());
    }

    /// The system actions likewise.
    void systemActions(List<Action> actions) {
        if (!actions.isEmpty()) {
            set("systemActions", actions.stream().map(DecisionBody::kept).toList());
        }
    }

    private static Card kept(Card card) {
        return new Card(
                card.uuid(),
                card.summary(),
                card.detail(),
                card.indicator(),
                card.source(),
                card.suggestions().stream().map(DecisionBody::kept).toList(),
                card.selectionBehavior(),
                card.overrideReasons(),
                card.links(),
                card.extension());
    }

    private static Suggestion kept(Suggestion suggestion) {
        return new Suggestion(
                suggestion.label(),
                suggestion.uuid(),
                suggestion.isRecommended(),
                suggestion.actions().stream().map(DecisionBody::kept).toList(),
                suggestion.actionSelectionBehavior());
    }

    private static Action kept(Action action) {
        return action.type() == Action.Type.UPDATE && action.resource() instanceof ObjectNode draft
                ? new Action(
                        action.type(),
                        action.description(),
                        draft.deepCopy().retain("resourceType", "id"),
                        action.resourceId())
                : action;
    }

    void decision(Decision decision) {
        set("features", decision.features());
        switch (decision) {
            case Decision.Scored scored -> scored(scored);
            case Decision.Withheld withheld -> {
                set("because", withheld.because());
                set("feature", withheld.feature());
                set("notice", withheld.notice());
                if (withheld.heldBack() != null) {
                    heldBack(withheld.heldBack());
                }
            }
        }
    }

    private void scored(Decision.Scored scored) {
        set("prediction", scored.prediction());
        set("explanation", scored.explanation());
        set("band", scored.band().id());
    }

    /// What would have been said, and the answer that keeps it from being said again.
    private void heldBack(HeldBack held) {
        var kept = new LinkedHashMap<String, @Nullable String>();
        switch (held.instead()) {
            case Decision.Scored scored -> scored(scored);
            case Decision.Withheld withheld -> {
                kept.put("notice", withheld.notice());
                kept.put("reason", withheld.reason().code());
                kept.put("because", withheld.because());
            }
        }
        kept.put("card", held.answer().card().toString());
        kept.put("answered", held.answer().accepted() ? "accepted" : "overridden");
        kept.put("at", held.answer().at().toString());
        if (held.until() != null) {
            kept.put("until", held.until().toString());
        }
        set("heldBack", kept);
    }
}
