package dev.rationale.card;

import dev.rationale.card.Suggestions.Offer;
import dev.rationale.cdshooks.SelectionBehavior;
import dev.rationale.cdshooks.Suggestion;
import dev.rationale.client.QuirkProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The suggestions of a card in a form that the client's kind of EHR can carry. What cannot be carried safely is left
/// out and named: actions that need each other are never offered apart, nor alternatives side by side where a
/// clinician could choose both.
///
/// @param selectionBehavior nothing when there are no suggestions
/// @param leftOut the folder's names of those that were left out
record ProfiledSuggestions(
        List<Suggestion> suggestions, @Nullable SelectionBehavior selectionBehavior, List<String> leftOut) {
    /// @param decision whose card it is
    /// @param asked what the folder says of how many may be chosen
    static ProfiledSuggestions of(UUID decision, List<Offer> offers, SelectionBehavior asked, QuirkProfile profile) {
        var known = profile.selectionBehavior();
        var behavior = known == null ? asked : known;
        var carried = new ArrayList<Offer>();
        var leftOut = new ArrayList<String>();
        for (var offer : offers) {
            var parted = offer.spec().separable() && behavior == SelectionBehavior.ANY;
            if (profile.carries(offer.actions().size()) || parted) {
                carried.add(offer);
            } else {
                leftOut.add(offer.name());
            }
        }
        if (asked == SelectionBehavior.AT_MOST_ONE && behavior != asked && carried.size() > 1) {
            var kept = preferred(carried);
            carried.stream()
                    .filter(offer -> !offer.equals(kept))
                    .map(Offer::name)
                    .forEach(leftOut::add);
            carried.retainAll(List.of(kept));
        }
        var preferred = carried.isEmpty() ? null : preferred(carried);
        var suggestions = carried.stream()
                .flatMap(offer -> suggestions(
                        decision,
                        offer,
                        offer.recommended() && (behavior == SelectionBehavior.ANY || offer.equals(preferred)),
                        profile))
                .toList();
        return new ProfiledSuggestions(suggestions, suggestions.isEmpty() ? null : behavior, leftOut);
    }

    /// The first that is recommended, or else the first.
    private static Offer preferred(List<Offer> offers) {
        return offers.stream().filter(Offer::recommended).findFirst().orElse(offers.getFirst());
    }

    private static Stream<Suggestion> suggestions(
            UUID decision, Offer offer, boolean recommended, QuirkProfile profile) {
        var preference = recommended ? true : null;
        if (profile.carries(offer.actions().size())) {
            var apart = profile.actionSelectionBehavior() && offer.spec().separable();
            return Stream.of(new Suggestion(
                    offer.spec().label(),
                    Suggestions.uuid(decision, offer.name()),
                    preference,
                    offer.actions(),
                    apart ? SelectionBehavior.ANY : null));
        }
        var parts = new ArrayList<Suggestion>();
        for (var action : offer.actions()) {
            parts.add(new Suggestion(
                    Objects.requireNonNull(action.description(), "a folder describes every action"),
                    Suggestions.uuid(decision, offer.name(), parts.size() + 1),
                    preference,
                    List.of(action),
                    null));
        }
        return parts.stream();
    }
}
