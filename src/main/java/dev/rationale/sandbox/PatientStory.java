package dev.rationale.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A patient told compactly; days are counted back from the start of the sandbox.
///
/// @param shows what the patient is there to show, in one line
/// @param age completed years
/// @param died days ago, or null
/// @param problems by name in the catalogue, with the day of onset
/// @param procedures by name, with the day they were done
/// @param referrals speciality by name, with the day of the order; all of them active
/// @param medications by name, with the day of the first prescription
record PatientStory(
        String id,
        String shows,
        String given,
        String family,
        String sex,
        int age,
        @Nullable Integer died,
        Map<String, Integer> problems,
        Map<String, Integer> procedures,
        Map<String, Integer> referrals,
        Map<String, Integer> medications,
        List<Point> points) {

    /// One measured value.
    ///
    /// @param measurement its name in the catalogue
    /// @param value a number as it is written, `<` and its like before it, or `systolic/diastolic`
    record Point(String measurement, int day, String value) {}

    /// The days on which anything was measured, the latest first.
    Set<Integer> visits() {
        var days = new TreeSet<Integer>();
        points.forEach(point -> days.add(point.day()));
        return days;
    }

    PatientStory with(List<Point> more) {
        var all = new ArrayList<>(points);
        all.addAll(more);
        return new PatientStory(
                id, shows, given, family, sex, age, died, problems, procedures, referrals, medications, all);
    }
}
