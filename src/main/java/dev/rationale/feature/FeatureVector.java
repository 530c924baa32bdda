package dev.rationale.feature;

import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;

/// The features of one patient at one time, by name, in the order of the folder.
///
/// @param asOf the day all ages and windows refer to
public record FeatureVector(LocalDate asOf, Map<String, Feature> features) {
    /// The feature; the catalog has checked that every name in use is defined.
    public Feature get(String name) {
        var feature = features.get(name);
        return feature == null ? Feature.absent(Absence.NOT_COMPUTABLE) : feature;
    }

    /// The feature's number, if it is known.
    public OptionalDouble value(String name) {
        return get(name) instanceof Feature.Known known ? OptionalDouble.of(known.value()) : OptionalDouble.empty();
    }
}
