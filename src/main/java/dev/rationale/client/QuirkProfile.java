package dev.rationale.client;

import dev.rationale.cdshooks.Coding;
import dev.rationale.cdshooks.SelectionBehavior;
import dev.rationale.cdshooks.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one kind of EHR does in its own way, as data. Each member's source is in `docs/client-profiles.md`.
///
/// @param id such as `generic` or `epic`
/// @param title the kind's name, as people say it
/// @param hooks the only ones it fires; empty: every one. Discovery lists no others
/// @param discoveryVersion whether it knows `version` and `hookVersion` in discovery, members of CDS Hooks 3.0
/// @param actionSelectionBehavior whether it knows that member of a suggestion, one of CDS Hooks 3.0
/// @param selectionBehavior the only one it knows
/// @param actionsPerSuggestion the most it carries in one suggestion
/// @param topic what it asks of a topic's code
public record QuirkProfile(
        String id,
        String title,
        List<String> hooks,
        boolean discoveryVersion,
        boolean actionSelectionBehavior,
        @Nullable SelectionBehavior selectionBehavior,
        @Nullable Integer actionsPerSuggestion,
        @Nullable TopicRule topic) {
    public QuirkProfile {
        title = title == null ? id : title;
        hooks = hooks == null ? List.of() : List.copyOf(hooks);
    }

    /// A profile without quirks: CDS Hooks 2.0.1 as it is written.
    public QuirkProfile(String id) {
        this(id, id, List.of(), false, false, null, null, null);
    }

    /// What the code of `source.topic` may look like.
    ///
    /// @param alphanumeric whether only letters and digits are taken
    /// @param longest the most characters
    public record TopicRule(boolean alphanumeric, int longest) {
        /// The code in a form that is taken: always the same for the same code.
        public String fit(String code) {
            var kept = alphanumeric ? code.replaceAll("[^A-Za-z0-9]", "") : code;
            return kept.length() > longest ? kept.substring(0, longest) : kept;
        }
    }

    /// Whether it fires a hook.
    public boolean fires(String hook) {
        return hooks.isEmpty() || hooks.contains(hook);
    }

    /// A card's source in a form that is taken. The topic's code is the same for every card of a service.
    public Source source(Source source) {
        var whole = source.topic();
        return topic == null || whole == null
                ? source
                : new Source(
                        source.label(),
                        source.url(),
                        source.icon(),
                        new Coding(whole.system(), topic.fit(whole.code()), whole.display()));
    }

    /// Whether it can carry so many actions in one suggestion.
    public boolean carries(int actions) {
        return actionsPerSuggestion == null || actions <= actionsPerSuggestion;
    }
}
