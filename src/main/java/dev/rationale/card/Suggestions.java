package dev.rationale.card;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.SuggestionSpec;
import dev.rationale.cdshooks.Action;
import dev.rationale.decision.Decision;
import dev.rationale.feature.FeatureVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// The suggestions of a decision. One that was done already, or of which that is not known, is not offered; nor is one
/// that has nothing to act on.
public final class Suggestions {
    /// What a resource's template may say in braces.
    static final List<String> PLACEHOLDERS = List.of("patient", "user", "encounter", "today", "reason");

    private final DecisionService service;
    private final Decision decision;
    private final References references;

    Suggestions(DecisionService service, Decision decision, References references) {
        this.service = service;
        this.decision = decision;
        this.references = references;
    }

    /// A suggestion that can be offered.
    ///
    /// @param name in the folder
    record Offer(String name, SuggestionSpec spec, List<Action> actions) {
        /// Unless the folder says otherwise.
        boolean recommended() {
            return !Boolean.FALSE.equals(spec.recommended());
        }
    }

    /// Those of a card. Two suggestions that the same feature marks as done are the same deed: the first one stays.
    List<Offer> of(List<String> named, String reason) {
        var names = new LinkedHashSet<>(named);
        decision.criteria().forEach(criterion -> names.addAll(criterion.suggest()));
        return offers(names, reason);
    }

    /// What is carried out without being shown.
    List<Action> systemActions(List<String> named) {
        return offers(new LinkedHashSet<>(named), "").stream()
                .flatMap(offer -> offer.actions().stream())
                .sorted(java.util.Comparator.comparing(Action::type))
                .toList();
    }

    private List<Offer> offers(Set<String> names, String reason) {
        var filling = new SuggestedActions(service, decision, references, reason);
        var deeds = new HashSet<String>();
        var offers = new ArrayList<Offer>();
        for (var name : names) {
            var spec = Objects.requireNonNull(service.suggestions().get(name), "checked at load");
            if (open(spec, decision.features()) && deeds.add(deed(name, spec))) {
                filling.of(spec).ifPresent(actions -> offers.add(new Offer(name, spec, actions)));
            }
        }
        return offers;
    }

    /// The uuid of a decision's suggestion: what a client sends back can be traced to the folder's suggestion.
    ///
    /// @param name of the suggestion in the folder
    public static UUID uuid(UUID decision, String name) {
        return UUID.nameUUIDFromBytes((decision + "/" + name).getBytes(StandardCharsets.UTF_8));
    }

    /// The uuid of one of the parts into which a suggestion was taken apart.
    ///
    /// @param number from 1
    public static UUID uuid(UUID decision, String name, int number) {
        return uuid(decision, name + "/" + number);
    }

    private static String deed(String name, SuggestionSpec spec) {
        if (spec.unless() != null) {
            return spec.unless();
        }
        return spec.create() == null ? name : spec.create();
    }

    private static boolean open(SuggestionSpec spec, FeatureVector features) {
        var done = spec.unless();
        return done == null || features.value(done).orElse(1) == 0;
    }
}
