package dev.rationale.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `service.yaml` as it is written, before the folder's other files join it.
record ServiceFile(
        String id,
        List<String> hooks,
        String title,
        String description,
        @Nullable String usageRequirements,
        Map<String, String> prefetch,
        Set<String> required,
        DecisionService.IntendedUse intendedUse,
        Map<String, List<String>> codes,
        Map<String, Measurement> measurements,
        Map<String, FeatureSpec> features,
        List<ScopeRule> scope,
        String model,
        List<Band> bands,
        List<Criterion> criteria,
        Map<String, Notice> notices,
        Map<String, SuggestionSpec> suggestions,
        @Nullable SystemActionsSpec systemActions,
        CardSpec card) {
    ServiceFile {
        required = required == null ? Set.of() : required;
        measurements = measurements == null ? Map.of() : measurements;
        codes = codes == null ? Map.of() : codes;
        scope = scope == null ? List.of() : scope;
        criteria = criteria == null ? List.of() : criteria;
        notices = notices == null ? Map.of() : notices;
        suggestions = suggestions == null ? Map.of() : suggestions;
    }

    DecisionService with(Map<String, ModelSpec> models, FolderVersion version) {
        var lists = new java.util.LinkedHashMap<String, CodeList>();
        codes.forEach((name, entries) -> lists.put(name, new CodeList(entries)));
        return new DecisionService(
                id,
                hooks,
                title,
                description,
                usageRequirements,
                prefetch,
                required,
                intendedUse,
                lists,
                measurements,
                features,
                scope,
                model,
                bands,
                criteria,
                notices,
                suggestions,
                systemActions,
                card,
                models,
                version);
    }
}
