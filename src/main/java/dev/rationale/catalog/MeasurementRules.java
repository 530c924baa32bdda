package dev.rationale.catalog;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What must hold of each measurement: that it can be read or computed, and in which units.
final class MeasurementRules {
    private static final String PATIENT = "patient";
    private static final int MOST_DECIMALS = 9;

    /// Functions of readings to the unit of what they are computed from.
    private static final java.util.Map<String, String> FUNCTIONS =
            java.util.Map.of("egfr", "mg/dL", "creatinine", "mL/min/{1.73_m2}");

    private final DecisionService service;
    private final Checklist check;
    private final UnitRules units = new UnitRules();

    MeasurementRules(DecisionService service, Checklist check) {
        this.service = service;
        this.check = check;
    }

    void apply() {
        service.measurements().forEach((name, measurement) -> {
            var path = "measurements." + name;
            var function = measurement.derived();
            if (function == null) {
                observed(path, measurement);
            } else {
                derived(path, name, measurement, function);
            }
            check.expect(
                    measurement.decimals() >= 0 && measurement.decimals() <= MOST_DECIMALS,
                    path + ".decimals",
                    "So many decimals cannot be shown.",
                    "Write a number from 0 to " + MOST_DECIMALS + ".");
            reported(path, measurement.reported());
        });
    }

    private void observed(String path, Measurement measurement) {
        check.expect(
                measurement.from() != null && measurement.codes() != null,
                path,
                "It is neither observed nor derived.",
                "Give it `from` and `codes`, or `derived` and `of`.");
        check.knownOrNull(path + ".from", measurement.from(), service.prefetch().keySet(), "prefetch key");
        check.knownOrNull(path + ".codes", measurement.codes(), service.codes().keySet(), "code list");
        var own = measurement.units().get(measurement.unit());
        check.expect(
                own != null,
                path + ".units",
                "Its own unit is not among its units.",
                "Add `" + measurement.unit() + ": {}`.");
        check.expect(
                own == null || own.apply(1) == 1,
                path + ".units",
                "Its own unit has a factor.",
                "Write `" + measurement.unit() + ": {}`.");
        measurement
                .units()
                .forEach((unit, factor) -> units.wrong(unit, factor, measurement.unit())
                        .ifPresent(wrong -> check.expect(false, path + ".units." + unit, wrong.what(), wrong.todo())));
    }

    private void derived(String path, String name, Measurement measurement, String function) {
        check.known(path + ".derived", Set.of(function), FUNCTIONS.keySet(), "function");
        check.expect(
                service.prefetch().containsKey(PATIENT),
                path,
                "Age and sex enter it, and there is no prefetch key `patient`.",
                "Call the key of the Patient `patient`.");
        var of = measurement.of();
        check.expect(of != null, path, "It is derived of nothing.", "Give it `of`.");
        check.knownOrNull(path + ".of", of, service.measurements().keySet(), "measurement");
        check.expect(
                !inCircle(name),
                path + ".of",
                "It is computed from itself.",
                "Begin with a measurement that is observed.");
        var source = of == null ? null : service.measurements().get(of);
        var unit = FUNCTIONS.get(function);
        check.expect(
                source == null || unit == null || unit.equals(source.unit()),
                path + ".of",
                "`" + function + "` is computed from " + unit + ".",
                "Name a measurement in this unit.");
    }

    private boolean inCircle(String name) {
        var seen = new HashSet<String>();
        @Nullable String at = name;
        while (at != null && seen.add(at)) {
            var measurement = service.measurements().get(at);
            at = measurement == null ? null : measurement.of();
        }
        return at != null;
    }

    private void reported(String path, Measurement.@Nullable Reported reported) {
        if (reported != null) {
            check.knownOrNull(
                    path + ".reported",
                    reported.measurement(),
                    service.measurements().keySet(),
                    "measurement");
            var variants = service.models().values().stream()
                    .flatMap(model -> model.derivations().values().stream())
                    .collect(Collectors.toUnmodifiableSet());
            check.known(path + ".reported", Set.of(reported.by()), variants, "derivation of a hosted model version");
        }
    }
}
