package dev.rationale.catalog;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must hold of each feature: what it looks at is defined, and its verb can work with it.
final class FeatureRules {
    private static final LocalDate ANY_DAY = LocalDate.of(2000, 1, 1);
    private static final Set<String> AGGREGATES = Set.of("median", "min", "max", "mean", "count");
    private static final Set<String> BUILT_INS = Set.of("sex", "deceased", "ratio");

    private final DecisionService service;
    private final Checklist check;
    private final Set<String> before = new HashSet<>();

    FeatureRules(DecisionService service, Checklist check) {
        this.service = service;
        this.check = check;
    }

    void apply() {
        service.features().forEach((name, feature) -> {
            feature("features." + name, feature);
            before.add(name);
        });
    }

    private void feature(String path, FeatureSpec feature) {
        switch (feature) {
            case FeatureSpec.Age age -> key(path + ".from", age.from());
            case FeatureSpec.Latest latest -> {
                measurement(path, latest.of());
                forward(path + ".within", latest.within());
            }
            case FeatureSpec.Aggregate aggregate -> {
                measurement(path, aggregate.of());
                check.known(path + ".function", Set.of(aggregate.function()), AGGREGATES, "function");
                window(path, aggregate.from(), aggregate.to());
            }
            case FeatureSpec.Sustained sustained -> {
                measurement(path, sustained.of());
                forward(path + ".apart", sustained.apart());
                check.expect(
                        !sustained.limits().equals(new Limits(null, null, null, null)),
                        path + ".limits",
                        "There is no limit to keep.",
                        "Give one of atLeast, above, below, atMost.");
            }
            case FeatureSpec.Present present -> present(path, present);
            case FeatureSpec.Derived derived -> derived(path, derived);
        }
    }

    private void present(String path, FeatureSpec.Present present) {
        check.expect(!present.anyOf().isEmpty(), path, "It looks nowhere.", "Give it at least one place in `anyOf`.");
        for (var i = 0; i < present.anyOf().size(); i++) {
            var where = present.anyOf().get(i);
            var place = path + ".anyOf[" + i + "]";
            if (!where.ofContext()) {
                key(place, where.from());
            }
            check.knownOrNull(place, where.codes(), service.codes().keySet(), "code list");
            check.knownOrNull(place, where.values(), service.codes().keySet(), "code list");
            if (where.within() != null) {
                forward(place, where.within());
            }
        }
        check.expect(
                present.words().stream().noneMatch(String::isBlank),
                path + ".words",
                "An empty word stands in every text.",
                "Remove it.");
    }

    private void derived(String path, FeatureSpec.Derived derived) {
        check.known(path + ".function", Set.of(derived.function()), BUILT_INS, "function");
        check.knownOrNull(path + ".from", derived.from(), service.prefetch().keySet(), "prefetch key");
        check.known(path + ".of", Set.copyOf(derived.of()), service.features().keySet(), "feature");
        if (derived.function().equals("ratio")) {
            check.expect(
                    derived.of().size() == 2,
                    path + ".of",
                    "A ratio is of two features.",
                    "Name the upper, the lower.");
            check.expect(
                    before.containsAll(derived.of()),
                    path + ".of",
                    "It is computed before what it is computed from.",
                    "Put it below them.");
        } else {
            check.expect(
                    derived.from() != null, path, "It does not say which Patient.", "Give it `from` a prefetch key.");
        }
    }

    private void key(String path, String key) {
        check.knownOrNull(path, key, service.prefetch().keySet(), "prefetch key");
    }

    private void measurement(String path, String name) {
        check.knownOrNull(path + ".of", name, service.measurements().keySet(), "measurement");
    }

    private void forward(String path, @Nullable Period time) {
        check.expect(
                time == null || (!time.isNegative() && !time.isZero()),
                path,
                "This is no length of time.",
                "Write one such as P90D or P12M.");
    }

    private void window(String path, Period from, Period to) {
        var usable =
                !from.isNegative() && !to.isNegative() && ANY_DAY.minus(from).isBefore(ANY_DAY.minus(to));
        check.expect(
                usable,
                path + ".from",
                "The window does not begin before it ends.",
                "Count both back from the newest value, the far end first.");
    }
}
