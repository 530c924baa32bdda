package dev.rationale.decision;

import dev.rationale.catalog.ScopeRule;
import dev.rationale.feature.Absence;
import dev.rationale.feature.Feature;
import dev.rationale.feature.FeatureVector;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is in scope: the folder's rules in order. A rule about a feature that is not known is not met.
final class Scope {
    private Scope() {}

    /// The first rule that is not met, and why.
    record NotMet(
            Reason reason,
            String feature,
            String because,
            @Nullable String notice) {}

    static Optional<NotMet> firstNotMet(List<ScopeRule> rules, FeatureVector features) {
        return rules.stream()
                .flatMap(rule -> notMet(rule, features.get(rule.feature())).stream())
                .findFirst();
    }

    private static Optional<NotMet> notMet(ScopeRule rule, Feature feature) {
        return switch (feature) {
            case Feature.Known known when holds(rule, known.value()) -> Optional.empty();
            case Feature.Known _ ->
                Optional.of(new NotMet(
                        Objects.requireNonNull(Reason.named(rule.reason()).orElse(null)),
                        rule.feature(),
                        rule.because(),
                        rule.notice()));
            case Feature.Absent absent -> Optional.of(absent(rule, absent.absence()));
        };
    }

    private static boolean holds(ScopeRule rule, double value) {
        var is = rule.is();
        var limits = rule.limits();
        return (is == null || is == (value != 0)) && (limits == null || limits.hold(value));
    }

    private static NotMet absent(ScopeRule rule, Absence absence) {
        return new NotMet(
                reason(absence),
                rule.feature(),
                rule.feature() + ": " + absence.words(),
                absence.plain() ? rule.noticeWhenAbsent() : null);
    }

    private static Reason reason(Absence absence) {
        return switch (absence) {
            case UNKNOWN -> Reason.DATA_INCOMPLETE;
            case STALE -> Reason.FEATURE_STALE;
            case UNKNOWN_UNIT -> Reason.UNKNOWN_UNIT;
            case IMPLAUSIBLE -> Reason.FEATURE_IMPLAUSIBLE;
            case COMPARATOR, NOT_A_NUMBER, NO_VALUE, CONFLICTING -> Reason.FEATURE_NOT_A_NUMBER;
            case MISSING, FUTURE, UNDATED, AMBIGUOUS, NOT_FINAL, NOT_COMPUTABLE -> Reason.FEATURE_MISSING;
        };
    }
}
