package dev.rationale.decision;

import dev.rationale.catalog.Band;
import dev.rationale.catalog.Criterion;
import dev.rationale.catalog.ModelSpec;
import dev.rationale.explanation.Explanation;
import dev.rationale.feature.FeatureVector;
import dev.rationale.model.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is decided for one patient at one time: a number with its explanation, or none with its reason.
public sealed interface Decision {
    /// The features it rests on.
    FeatureVector features();

    /// The model version that answered, or would have.
    ModelSpec model();

    /// Criteria of guidelines that are met whatever the prediction says.
    List<Criterion> criteria();

    /// A prediction, explained, and the band it falls in.
    record Scored(
            FeatureVector features,
            ModelSpec model,
            Prediction prediction,
            Explanation explanation,
            Band band,
            List<Criterion> criteria)
            implements Decision {}

    /// No number.
    ///
    /// @param feature the feature it turned on, if any
    /// @param because in words, without values
    /// @param notice the notice shown instead of a card, if any
    /// @param heldBack what would have been said, had it not been answered before
    record Withheld(
            FeatureVector features,
            ModelSpec model,
            Reason reason,
            @Nullable String feature,
            String because,
            @Nullable String notice,
            List<Criterion> criteria,
            @Nullable HeldBack heldBack)
            implements Decision {
        public Withheld(
                FeatureVector features,
                ModelSpec model,
                Reason reason,
                @Nullable String feature,
                String because,
                @Nullable String notice,
                List<Criterion> criteria) {
            this(features, model, reason, feature, because, notice, criteria, null);
        }
    }

    /// Whether a card comes of it.
    default boolean speaks() {
        return switch (this) {
            case Scored scored -> scored.band().show();
            case Withheld withheld -> withheld.notice() != null;
        };
    }
}
