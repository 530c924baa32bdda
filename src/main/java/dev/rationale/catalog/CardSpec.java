package dev.rationale.catalog;

import dev.rationale.cdshooks.Coding;
import dev.rationale.cdshooks.Link;
import dev.rationale.cdshooks.SelectionBehavior;
import dev.rationale.cdshooks.Source;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a card of this service looks like.
///
/// @param summary template of the one sentence; fewer than 140 characters when filled
/// @param detail the file with the detail's template
/// @param links shown below the card; `{decision}` in an app's context stands for the decision's id
/// @param validation whether, and on whom, the model was checked here, in plain words
/// @param answered how long an answered card is not repeated
public record CardSpec(
        Source source,
        String summary,
        String detail,
        SelectionBehavior selectionBehavior,
        List<Coding> overrideReasons,
        List<Link> links,
        String validation,
        AnsweredSpec answered) {
    public CardSpec {
        links = links == null ? List.of() : links;
        answered = answered == null ? AnsweredSpec.usual() : answered;
    }

    /// The override reason a client sent, if it is one of these; a client may leave out the system.
    public Optional<String> overrideReason(@Nullable Coding sent) {
        return sent == null ? Optional.empty() : named(sent);
    }

    private Optional<String> named(Coding sent) {
        return overrideReasons.stream()
                .filter(reason -> reason.code().equals(sent.code()))
                .filter(reason -> sent.system() == null || sent.system().equals(reason.system()))
                .map(Coding::code)
                .findFirst();
    }
}
