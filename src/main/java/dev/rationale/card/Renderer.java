package dev.rationale.card;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Notice;
import dev.rationale.cdshooks.Action;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.Indicator;
import dev.rationale.client.QuirkProfile;
import dev.rationale.decision.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /// The cards of a decision, for a client without quirks.
    public List<Card> render(DecisionService service, UUID id, Decision decision, References references) {
        return render(service, id, decision, references, new QuirkProfile("generic"));
    }

    /// The cards of a decision, in a form that the client's kind of EHR can carry.
    public List<Card> render(
            DecisionService service, UUID id, Decision decision, References references, QuirkProfile profile) {
        return face(service, decision)
                .map(face -> {
                    var words = new CardWords(service, decision).all();
                    return new CardMaker(service, id, decision, references, profile)
                            .card(
                                    face.indicator(),
                                    limited(templates.fill(face.summary(), words)),
                                    templates.fillFile(service, face.detail(), words),
                                    face.suggest());
                })
                .stream()
                .toList();
    }

    /// What a card is made from: the templates of its words, and what it suggests.
    private record Face(Indicator indicator, String summary, String detail, List<String> suggest) {}

    private static Optional<Face> face(DecisionService service, Decision decision) {
        return switch (decision) {
            case Decision.Scored scored
            when scored.band().show() ->
                Optional.of(new Face(
                        scored.band().indicator(),
                        service.card().summary(),
                        service.card().detail(),
                        scored.band().suggest()));
            case Decision.Withheld withheld
            when withheld.notice() != null -> {
                var notice = notice(service, withheld.notice());
                yield Optional.of(new Face(notice.indicator(), notice.summary(), notice.detail(), notice.suggest()));
            }
            default -> Optional.empty();
        };
    }

    /// What is carried out without being shown: only where the folder asks for it, and for clients it was agreed with.
    public List<Action> systemActions(
            DecisionService service, Decision decision, References references, String client) {
        var agreement = service.systemActions();
        if (agreement == null || !agreement.agreedWith().contains(client)) {
            return List.of();
        }
        var named = switch (decision) {
            case Decision.Scored scored -> scored.band().systemActions();
            case Decision.Withheld withheld ->
                withheld.notice() == null
                        ? List.<String>of()
                        : notice(service, withheld.notice()).systemActions();
        };
        return new Suggestions(service, decision, references).systemActions(named);
    }

    /// How many suggestions a card is without because the client's kind of EHR cannot carry them.
    public static int leftOut(Card card) {
        var explanation = card.extension().get(ExplanationExtension.NAME);
        return explanation == null
                ? 0
                : explanation.path(ExplanationExtension.LEFT_OUT).size();
    }

    private static Notice notice(DecisionService service, String name) {
        return Objects.requireNonNull(service.notices().get(name), "checked at load");
    }

    private static String limited(String text) {
        var summary = text.replaceAll("\\s+", " ");
        return summary.codePointCount(0, summary.length()) <= SUMMARY_LIMIT
                ? summary
                : summary.substring(0, summary.offsetByCodePoints(0, SUMMARY_LIMIT - 1)) + "…";
    }
}
