package dev.rationale.catalog;

import java.util.Optional;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumService;

/// Checks a folder's units and factors against [UCUM](https://ucum.org): a unit that UCUM does not know is a slip, and
/// so is a factor that differs from UCUM's where UCUM can convert. From moles to grams it cannot: that factor is the
/// folder's own.
final class UnitRules {
    private static final double EXACT = 1e-9;

    private static final UcumService UCUM = essence();

    /// What is wrong with a unit.
    record Wrong(String what, String todo) {}

    /// What is wrong with a unit and the factor that turns it into a measurement's own.
    Optional<Wrong> wrong(String unit, Measurement.UnitFactor factor, String own) {
        var invalid = UCUM.validate(unit);
        if (invalid != null) {
            return Optional.of(new Wrong("`" + unit + "` is no UCUM unit.", "See https://ucum.org, or remove it."));
        }
        try {
            if (!UCUM.isComparable(unit, own)) {
                return Optional.empty();
            }
            var exact =
                    Double.parseDouble(UCUM.convert(new Decimal("1"), unit, own).asScientific());
            return Math.abs(factor.apply(1) - exact) <= EXACT * Math.abs(exact)
                    ? Optional.empty()
                    : Optional.of(new Wrong(
                            "1 " + unit + " is not " + factor.apply(1) + " " + own + ".",
                            "Write the factor that gives " + exact + "."));
        } catch (UcumException notConverted) {
            return Optional.of(new Wrong("`" + unit + "` cannot be converted.", "See https://ucum.org."));
        }
    }

    private static UcumService essence() {
        try (var essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            return new UcumEssenceService(essence);
        } catch (UcumException | java.io.IOException impossible) {
            throw new IllegalStateException("UCUM is part of the application", impossible);
        }
    }
}
