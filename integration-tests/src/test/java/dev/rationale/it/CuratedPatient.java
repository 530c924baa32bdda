package dev.rationale.it;

import java.util.List;

/// What a curated patient of the sandbox must lead to, worked out by hand from what the patient's id says.
///
/// @param outcome of the decision
/// @param reason why no number is given, or null
/// @param card the beginning of the card's summary, or null where no card is shown
public record CuratedPatient(String id, String outcome, String reason, String card) {
    private static final String RISK = "Kidney failure risk: ";

    /// All of them.
    public static List<CuratedPatient> all() {
        return List.of(
                scored("high-risk", "about 47 in 100 within 5 years, about 19 in 100 within 2 years."),
                scored("low-risk", ""),
                scored("si-units", "about 27 in 100 within 5 years, about 9.6 in 100 within 2 years."),
                scored("lab-spelled-units", "about 11 in 100 within 5 years, about 4 in 100 within 2 years."),
                scored("already-referred", "about 28 in 100 within 5 years, about 10 in 100 within 2 years."),
                withheld("uacr-missing", "feature-missing", ""),
                withheld("comparator", "feature-not-a-number", null),
                withheld("below-range", "outside-intended-use", ""),
                withheld("stale-labs", "feature-stale", null),
                withheld("dialysis", "outside-intended-use", null),
                withheld("transplant", "outside-intended-use", null),
                withheld("child", "outside-intended-use", null),
                withheld("pregnant", "outside-intended-use", null),
                withheld("deceased", "outside-intended-use", null),
                withheld("mdrd-only", "feature-missing", null),
                withheld("unknown-unit", "unknown-unit", null),
                withheld("acute", "not-stable", null));
    }

    private static CuratedPatient scored(String id, String numbers) {
        return new CuratedPatient(id, "scored", null, RISK + numbers);
    }

    private static CuratedPatient withheld(String id, String reason, String card) {
        return new CuratedPatient(id, "withheld", reason, card);
    }

    @Override
    public String toString() {
        return id;
    }
}
