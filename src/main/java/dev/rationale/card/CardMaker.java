package dev.rationale.card;

import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.Indicator;
import dev.rationale.cdshooks.Link;
import dev.rationale.client.QuirkProfile;
import dev.rationale.decision.Decision;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Puts the words of a decision together to one card, with what the folder says of source, links and override reasons.
final class CardMaker {
    private final DecisionService service;
    private final UUID id;
    private final Decision decision;
    private final References references;
    private final QuirkProfile profile;

    CardMaker(DecisionService service, UUID id, Decision decision, References references, QuirkProfile profile) {
        this.service = service;
        this.id = id;
        this.decision = decision;
        this.references = references;
        this.profile = profile;
    }

    Card card(Indicator indicator, String summary, String detail, List<String> suggest) {
        var offers = new Suggestions(service, decision, references).of(suggest, summary);
        var offered = ProfiledSuggestions.of(id, offers, service.card().selectionBehavior(), profile);
        return new Card(
                UUID.randomUUID(),
                summary,
                detail,
                indicator,
                profile.source(service.card().source()),
                offered.suggestions(),
                offered.selectionBehavior(),
                service.card().overrideReasons(),
                service.card().links().stream().map(this::link).toList(),
                Map.of(ExplanationExtension.NAME, ExplanationExtension.of(service, id, decision, offered.leftOut())));
    }

    private Link link(Link link) {
        return new Link(link.label(), link.url(), link.type(), context(link.appContext()), link.autolaunchable());
    }

    private @Nullable String context(@Nullable String appContext) {
        return appContext == null ? null : appContext.replace("{decision}", id.toString());
    }
}
