package dev.rationale.decision;

import dev.rationale.Folders;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.Coding;
import dev.rationale.explanation.Explanation;
import dev.rationale.feature.Absence;
import dev.rationale.feature.Feature;
import dev.rationale.feature.FeatureVector;
import dev.rationale.model.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decisions of the shipped folder and answers to their cards, made for tests.
final class Decided {
    static final DecisionService KFRE = Folders.kfre();
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final String GRACE = "Practitioner/grace";
    static final String HENRY = "Practitioner/henry";
    private static final String REASONS = "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes";

    private Decided() {}

    /// Features of which only the orders matter here: true, false, or not known.
    static FeatureVector orders(@Nullable Boolean referral) {
        var features = new LinkedHashMap<String, Feature>();
        features.put(
                "referral_active",
                referral == null ? Feature.absent(Absence.UNKNOWN) : Feature.truth(referral, List.of()));
        return new FeatureVector(LocalDate.parse("2026-11-24"), features);
    }

    static Decision scored(String band, FeatureVector features, String... criteria) {
        return new Decision.Scored(
                features,
                KFRE.answering(),
                new Prediction(0, Map.of(), Map.of()),
                new Explanation("nothing", List.of(), Map.of(), List.of(), List.of()),
                KFRE.bands().stream()
                        .filter(one -> one.id().equals(band))
                        .findFirst()
                        .orElseThrow(),
                KFRE.criteria().stream()
                        .filter(one -> Set.of(criteria).contains(one.key()))
                        .toList());
    }

    static Decision notice(String notice) {
        return new Decision.Withheld(
                orders(false), KFRE.answering(), Reason.FEATURE_MISSING, "uacr", "uacr: missing", notice, List.of());
    }

    static Answer.Said band(String band, String... criteria) {
        return new Answer.Said(band, null, Set.of(criteria));
    }

    static Answer overridden(Answer.Said said, @Nullable String reason, Duration ago) {
        var coding = reason == null ? null : new Coding(REASONS, reason, null);
        return new Answer(
                UUID.randomUUID(),
                said,
                GRACE,
                false,
                coding,
                NOW.minus(ago),
                new Answer.Deed(false, Set.of(), Set.of()));
    }

    static Answer accepted(Answer.Said said, Answer.Deed deed, Duration ago) {
        return new Answer(UUID.randomUUID(), said, GRACE, true, null, NOW.minus(ago), deed);
    }
}
