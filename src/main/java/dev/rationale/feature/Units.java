package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.catalog.Measurement;
import java.util.Optional;

/// From a Quantity to a number in the measurement's unit. A unit that is not listed, or a code and a text that do not
/// name the same one, gives nothing: never a guess.
final class Units {
    private static final String UCUM = "unitsofmeasure.org";

    private final UnitSpellings spellings;

    Units(UnitSpellings spellings) {
        this.spellings = spellings;
    }

    /// A value in one of the measurement's units, in the measurement's own.
    static double value(String unit, double value, Measurement measurement) {
        return Precise.rounded(factor(unit, measurement).apply(value));
    }

    /// The listed unit the quantity is in. The text is for people and the code for machines: where both are there, both
    /// must be understood and agree. A code of another system than UCUM that is not understood is a local one.
    Optional<String> unit(JsonNode quantity, Measurement measurement) {
        var code = listed(quantity.path("code"), measurement);
        var text = listed(quantity.path("unit"), measurement);
        if (code.isEmpty() && (said(quantity.path("code")) && !local(quantity))) {
            return Optional.empty();
        }
        if (text.isEmpty() && said(quantity.path("unit"))) {
            return Optional.empty();
        }
        if (code.isPresent() && text.isPresent() && !same(code.get(), text.get(), measurement)) {
            return Optional.empty();
        }
        return code.or(() -> text);
    }

    private static boolean said(JsonNode text) {
        return !text.isMissingNode()
                && !text.isNull()
                && !(text.isTextual() && text.textValue().isBlank());
    }

    private static boolean local(JsonNode quantity) {
        var system = quantity.path("system").asText("");
        return !system.isBlank() && !system.contains(UCUM);
    }

    private Optional<String> listed(JsonNode text, Measurement measurement) {
        if (!text.isTextual()) {
            return Optional.empty();
        }
        var asWritten = text.textValue().strip();
        if (measurement.units().containsKey(asWritten)) {
            return Optional.of(asWritten);
        }
        return Optional.of(spellings.ucum(asWritten)).filter(measurement.units()::containsKey);
    }

    private static boolean same(String one, String other, Measurement measurement) {
        return one.equals(other)
                || Double.compare(
                                factor(one, measurement).apply(1),
                                factor(other, measurement).apply(1))
                        == 0;
    }

    private static Measurement.UnitFactor factor(String unit, Measurement measurement) {
        return measurement.units().getOrDefault(unit, new Measurement.UnitFactor(null, null));
    }
}
