package dev.rationale.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one feature is: one of a few verbs. A new verb needs a decision record; no language grows here.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verb")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FeatureSpec.Age.class, name = "age"),
    @JsonSubTypes.Type(value = FeatureSpec.Latest.class, name = "latest"),
    @JsonSubTypes.Type(value = FeatureSpec.Aggregate.class, name = "aggregate"),
    @JsonSubTypes.Type(value = FeatureSpec.Sustained.class, name = "sustained"),
    @JsonSubTypes.Type(value = FeatureSpec.Present.class, name = "present"),
    @JsonSubTypes.Type(value = FeatureSpec.Derived.class, name = "derived")
})
public sealed interface FeatureSpec {
    /// What a clinician calls it.
    String label();

    /// Completed years at the time of the request, from the Patient under a prefetch key.
    record Age(String label, String from) implements FeatureSpec {}

    /// The newest usable value of a measurement.
    ///
    /// @param within how old it may be; older is stale
    record Latest(String label, String of, Period within) implements FeatureSpec {}

    /// One number over a measurement's values in a window before its newest usable value.
    ///
    /// @param function `median`, `min`, `max`, `mean` or `count`
    /// @param from the far end of the window, counted back from the newest value
    /// @param to the near end of the window
    record Aggregate(String label, String function, String of, Period from, Period to) implements FeatureSpec {}

    /// True when the newest value and one at least `apart` older both keep the limits.
    record Sustained(String label, String of, Limits limits, Period apart) implements FeatureSpec {}

    /// True when any of these is in the record.
    ///
    /// @param words each of these casts doubt when it stands in the text of a row without a code of a known system
    record Present(String label, List<Where> anyOf, List<String> words) implements FeatureSpec {
        public Present {
            words = words == null ? List.of() : words;
        }
    }

    /// A built-in by name: `sex`, `deceased`, `ratio`.
    ///
    /// @param of features it is computed from
    record Derived(String label, String function, @Nullable String from, List<String> of) implements FeatureSpec {
        public Derived {
            of = of == null ? List.of() : of;
        }
    }

    /// Where a [Present] looks.
    ///
    /// @param from a prefetch key, or what the call itself brings: `context.draftOrders`, or of these the selected
    /// ones,
    ///     `context.selections`
    /// @param codes a list of codes, any of which counts
    /// @param values for observations: the value must be one of these codes
    /// @param within how long ago at most; without it, ever
    /// @param history whether a resolved condition counts too
    record Where(
            String from,
            String codes,
            @Nullable String values,
            @Nullable Period within,
            boolean history) {
        /// Whether it looks at what the call itself brings.
        public boolean ofContext() {
            return from.startsWith("context.");
        }
    }
}
