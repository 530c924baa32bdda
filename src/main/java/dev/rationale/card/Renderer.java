package dev.rationale.card;

import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.Indicator;
import dev.rationale.cdshooks.Suggestion;
import dev.rationale.decision.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// From a decision to at most one card. No card is a good answer.
@ApplicationScoped
public class Renderer {
    /// [CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/#card-attributes): fewer than 140 characters.
    static final int SUMMARY_LIMIT = 139;

    private final Templates templates;

    public Renderer(Templates templates) {
        this.templates = templates;
    }

    /// The cards of a decision.
    public List<Card> render(DecisionService service, UUID id, Decision decision, References references) {
        return switch (decision) {
            case Decision.Scored scored -> scored(service, id, scored, references);
            case Decision.Withheld withheld -> notice(service, id, withheld, references);
        };
    }

    private List<Card> scored(DecisionService service, UUID id, Decision.Scored scored, References references) {
        if (!scored.band().show()) {
            return List.of();
        }
        var words = new CardWords(service, scored).all();
        var summary = templates.fill(service.card().summary(), words);
        var suggestions = new Suggestions(service, id, scored, references)
                .of(scored.band().suggest(), summary);
        var detail = templates.fillFile(service, service.card().detail(), words);
        return List.of(card(service, id, scored, scored.band().indicator(), summary, detail, suggestions));
    }

    private List<Card> notice(DecisionService service, UUID id, Decision.Withheld withheld, References references) {
        if (withheld.notice() == null) {
            return List.of();
        }
        var notice = Objects.requireNonNull(service.notices().get(withheld.notice()), "checked at load");
        var words = new CardWords(service, withheld).all();
        var summary = templates.fill(notice.summary(), words);
        var suggestions = new Suggestions(service, id, withheld, references).of(notice.suggest(), summary);
        var detail = templates.fillFile(service, notice.detail(), words);
        return List.of(card(service, id, withheld, notice.indicator(), summary, detail, suggestions));
    }

    private static Card card(
            DecisionService service,
            UUID id,
            Decision decision,
            Indicator indicator,
            String summary,
            String detail,
            List<Suggestion> suggestions) {
        return new Card(
                UUID.randomUUID(),
                limited(summary),
                detail,
                indicator,
                service.card().source(),
                suggestions,
                suggestions.isEmpty() ? null : service.card().selectionBehavior(),
                service.card().overrideReasons(),
                List.of(),
                Map.of(ExplanationExtension.NAME, ExplanationExtension.of(service, id, decision)));
    }

    private static String limited(String summary) {
        return summary.codePointCount(0, summary.length()) <= SUMMARY_LIMIT
                ? summary
                : summary.substring(0, summary.offsetByCodePoints(0, SUMMARY_LIMIT - 1)) + "…";
    }
}
