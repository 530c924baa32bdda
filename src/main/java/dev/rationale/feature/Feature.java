package dev.rationale.feature;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One named number with unit, time and evidence, or a stated absence.
public sealed interface Feature {
    /// What was read to come to it.
    List<Evidence> evidence();

    /// A value. True and false are 1 and 0.
    ///
    /// @param logDeviation standard deviation of the value's logarithm on repeated measurement, or 0
    /// @param passedOver what was newer and could not be used
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Known(
            double value,
            String unit,
            double logDeviation,
            @Nullable LocalDate date,
            List<Evidence> evidence,
            List<PassedOver> passedOver)
            implements Feature {}

    /// No value, and why.
    ///
    /// @param lastSeen the date of the value that is stale or unusable
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Absent(Absence absence, @Nullable LocalDate lastSeen, List<Evidence> evidence) implements Feature {}

    /// A row that could not be used although it is newer than the one that was.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PassedOver(Absence because, @Nullable LocalDate date, Evidence evidence) {}

    /// A value without a unit that comes from the record as a whole.
    static Known truth(boolean value, List<Evidence> evidence) {
        return new Known(value ? 1 : 0, "1", 0, null, evidence, List.of());
    }

    /// An absence with nothing to show for it.
    static Absent absent(Absence absence) {
        return new Absent(absence, null, List.of());
    }
}
