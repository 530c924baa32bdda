package dev.rationale.hooks;

import dev.rationale.card.Suggestions;
import dev.rationale.catalog.Criterion;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.Action;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.CdsResponse;
import dev.rationale.cdshooks.Suggestion;
import dev.rationale.decision.Answered;
import dev.rationale.decision.Decision;
import dev.rationale.journal.Display;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What came of a call.
///
/// @param answered what was answered before, as far as it was known
/// @param cards that are answered, or would be if the service were not silent here
/// @param systemActions likewise
record Outcome(Decision decision, Answered answered, List<Card> cards, List<Action> systemActions, boolean silent) {
    static final String SILENT = "silent";

    /// The cards that leave.
    List<Card> shown() {
        return silent ? List.of() : cards;
    }

    CdsResponse response() {
        return new CdsResponse(shown(), silent ? List.of() : systemActions);
    }

    Display display(DecisionService service, UUID decisionId) {
        var scored = decision instanceof Decision.Scored one ? one : null;
        return new Display(
                !shown().isEmpty(),
                notShown(),
                scored == null ? null : scored.band().id(),
                decision instanceof Decision.Withheld withheld ? withheld.notice() : null,
                decision.criteria().stream().map(Criterion::key).toList(),
                suggestions(service, decisionId),
                activeOrders(service));
    }

    private @Nullable String notShown() {
        if (!shown().isEmpty()) {
            return null;
        }
        if (silent && !cards.isEmpty()) {
            return SILENT;
        }
        return switch (decision) {
            case Decision.Scored _ -> "band";
            case Decision.Withheld withheld -> withheld.reason().code();
        };
    }

    /// The uuid of each suggestion of a shown card, to the feature that tells that its order is active.
    private Map<UUID, String> suggestions(DecisionService service, UUID decisionId) {
        var offered = shown().stream()
                .flatMap(card -> card.suggestions().stream())
                .map(Suggestion::uuid)
                .collect(Collectors.toSet());
        var suggestions = new LinkedHashMap<UUID, String>();
        service.suggestions()
                .forEach((name, spec) -> uuids(decisionId, name, offered.size())
                        .filter(offered::contains)
                        .forEach(uuid -> suggestions.put(uuid, spec.unless() == null ? "" : spec.unless())));
        return suggestions;
    }

    /// Of a suggestion as a whole, and of the parts into which it may have been taken apart.
    private static Stream<UUID> uuids(UUID decisionId, String name, int parts) {
        return Stream.concat(
                Stream.of(Suggestions.uuid(decisionId, name)),
                IntStream.rangeClosed(1, parts).mapToObj(number -> Suggestions.uuid(decisionId, name, number)));
    }

    private List<String> activeOrders(DecisionService service) {
        return service.suggestions().values().stream()
                .map(spec -> spec.unless())
                .filter(Objects::nonNull)
                .filter(order -> decision.features().value(order).orElse(0) != 0)
                .distinct()
                .toList();
    }
}
