package dev.rationale.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One decision service: the typed `service.yaml` of its folder, with the model versions it hosts.
///
/// @param id the folder's name and the last part of the service's address
/// @param hooks the hooks it answers, by the names of the CDS Hooks library
/// @param prefetch key to template, verbatim as discovery prints it; the same on each of the hooks
/// @param required the prefetch keys without which no decision is possible (412 when they cannot be had)
/// @param codes named lists of codes
/// @param measurements how a quantity is read, wherever it is used
/// @param features in the order in which they are computed
/// @param scope who is in scope: rules in order, the first that is not met withholds
/// @param model the version that answers
/// @param bands from the top: the first that holds is the decision's band
/// @param criteria what is said beside the risk, whatever it is
/// @param systemActions the agreement without which there are none
/// @param version the folder's content and its hash
public record DecisionService(
        String id,
        List<String> hooks,
        String title,
        String description,
        @Nullable String usageRequirements,
        Map<String, String> prefetch,
        Set<String> required,
        IntendedUse intendedUse,
        Map<String, CodeList> codes,
        Map<String, Measurement> measurements,
        Map<String, FeatureSpec> features,
        List<ScopeRule> scope,
        String model,
        List<Band> bands,
        List<Criterion> criteria,
        Map<String, Notice> notices,
        Map<String, SuggestionSpec> suggestions,
        @Nullable SystemActionsSpec systemActions,
        CardSpec card,
        Map<String, ModelSpec> models,
        FolderVersion version) {

    /// The model version that answers.
    public ModelSpec answering() {
        return java.util.Objects.requireNonNull(models.get(model), "checked at load");
    }

    /// For whom and for what the service is meant, in words.
    public record IntendedUse(String purpose, List<String> users, String notFor) {}
}
