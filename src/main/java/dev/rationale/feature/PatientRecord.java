package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.context.Part;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the Patient resource says: birth date, administrative gender, death.
record PatientRecord(JsonNode patient) {
    private static final Pattern BIRTH_DATE = Pattern.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");
    private static final List<String> READ = List.of("birthDate", "gender", "deceasedBoolean", "deceasedDateTime");

    /// The one Patient under a prefetch key, if there is one and only one.
    static Optional<PatientRecord> in(@Nullable Part part) {
        if (!(part instanceof Part.Had had) || had.rows().isEmpty()) {
            return Optional.empty();
        }
        var record = new PatientRecord(had.rows().getFirst());
        return had.rows().stream().allMatch(record::agreesWith) ? Optional.of(record) : Optional.empty();
    }

    private boolean agreesWith(JsonNode other) {
        return !Resources.modified(other)
                && READ.stream().allMatch(member -> patient.path(member).equals(other.path(member)));
    }

    /// When the patient may have been born, as far as the record knows it.
    record Birth(LocalDate earliest, LocalDate latest) {
        /// Completed years on a day; empty when that is too coarse to tell, or lies after that day.
        OptionalInt age(LocalDate day) {
            var eldest = years(earliest, day);
            var youngest = earliest.equals(latest) ? eldest : years(latest, day);
            return eldest == youngest && youngest >= 0 ? OptionalInt.of(youngest) : OptionalInt.empty();
        }
    }

    /// Empty when there is no birth date that can be read.
    Optional<Birth> birth() {
        var text = patient.path("birthDate").asText("");
        if (!BIRTH_DATE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Birth(earliest(text), latest(text)));
        } catch (DateTimeException unusable) {
            return Optional.empty();
        }
    }

    /// Completed years on a day, where the birth date tells.
    OptionalInt age(LocalDate day) {
        return birth().map(birth -> birth.age(day)).orElse(OptionalInt.empty());
    }

    /// True for male, false for female; empty for everything else.
    Optional<Boolean> male() {
        return switch (patient.path("gender").asText("")) {
            case "male" -> Optional.of(true);
            case "female" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// Whether a death is recorded; empty when the record contradicts its type.
    Optional<Boolean> deceased() {
        var truth = patient.path("deceasedBoolean");
        if (patient.hasNonNull("deceasedDateTime")) {
            return Optional.of(true);
        }
        if (truth.isMissingNode() || truth.isNull()) {
            return Optional.of(false);
        }
        return truth.isBoolean() ? Optional.of(truth.booleanValue()) : Optional.empty();
    }

    /// Names the element that was read, not what it says: a birth date identifies.
    List<Evidence> evidence(String member) {
        return List.of(new Evidence(member, Resources.reference(patient), null, null, null));
    }

    private static int years(LocalDate birth, LocalDate day) {
        return birth.isAfter(day) ? -1 : Period.between(birth, day).getYears();
    }

    private static LocalDate earliest(String text) {
        return switch (text.length()) {
            case 4 -> LocalDate.of(Integer.parseInt(text), 1, 1);
            case 7 -> YearMonth.parse(text).atDay(1);
            default -> LocalDate.parse(text);
        };
    }

    private static LocalDate latest(String text) {
        return switch (text.length()) {
            case 4 -> LocalDate.of(Integer.parseInt(text), 12, 31);
            case 7 -> YearMonth.parse(text).atEndOfMonth();
            default -> LocalDate.parse(text);
        };
    }
}
