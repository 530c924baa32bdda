package dev.rationale.catalog;

import dev.rationale.cdshooks.Coding;
import dev.rationale.cdshooks.Link;
import dev.rationale.cdshooks.SelectionBehavior;
import dev.rationale.cdshooks.Source;
import java.util.List;

/// What a card of this service looks like.
///
/// @param summary template of the one sentence; fewer than 140 characters when filled
/// @param detail the file with the detail's template
/// @param links shown below the card; `{decision}` in an app's context stands for the decision's id
/// @param validation whether, and on whom, the model was checked here, in plain words
public record CardSpec(
        Source source,
        String summary,
        String detail,
        SelectionBehavior selectionBehavior,
        List<Coding> overrideReasons,
        List<Link> links,
        String validation) {
    public CardSpec {
        links = links == null ? List.of() : links;
    }
}
