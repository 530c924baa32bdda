package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One card of a response ([CDS Hooks 2.0.1, Card Attributes](https://cds-hooks.hl7.org/2.0.1/#card-attributes)).
///
/// @param summary one sentence of fewer than 140 characters
/// @param detail GitHub-flavoured Markdown
/// @param selectionBehavior present whenever there are suggestions
/// @param extension machine-readable additions under reverse-domain names
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Card(
        UUID uuid,
        String summary,
        @Nullable String detail,
        Indicator indicator,
        Source source,
        List<Suggestion> suggestions,
        @Nullable SelectionBehavior selectionBehavior,
        List<Coding> overrideReasons,
        List<Link> links,
        Map<String, JsonNode> extension) {}
