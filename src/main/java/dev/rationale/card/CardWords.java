package dev.rationale.card;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Limits;
import dev.rationale.decision.Decision;
import dev.rationale.explanation.Contribution;
import dev.rationale.feature.Absence;
import dev.rationale.feature.Feature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Everything a card's templates may say about a decision, in words.
final class CardWords {
    private final DecisionService service;
    private final Decision decision;
    private final FeatureWords words;

    CardWords(DecisionService service, Decision decision) {
        this.service = service;
        this.decision = decision;
        this.words = new FeatureWords(service, decision.model(), decision.features());
    }

    /// Names and values for a template.
    Map<String, Object> all() {
        var all = new LinkedHashMap<String, Object>();
        service.features().keySet().forEach(name -> {
            all.put(name, words.value(name));
            all.put(name + "_said", words.said(name));
            all.put(name + "_when", words.when(name));
        });
        all.put("criteria", decision.criteria());
        all.put("notes", notes());
        all.put("model", decision.model().title());
        all.put("calibration", decision.model().calibration());
        all.put("validation", service.card().validation());
        all.put("version", service.version().hash().substring(0, 12));
        if (decision instanceof Decision.Scored scored) {
            scored(scored, all);
        }
        return all;
    }

    private void scored(Decision.Scored scored, Map<String, Object> all) {
        var ranges = scored.explanation().ranges();
        scored.prediction().outputs().forEach((name, value) -> {
            var range = ranges.get(name);
            all.put(name, Wording.frequency(value, limits(name)));
            all.put(name + "_range", range == null ? "not known" : Wording.range(range.low(), range.high()));
        });
        all.put("band", scored.band());
        all.put("comparedWith", scored.explanation().comparedWith());
        all.put("reasons", reasons(scored));
        all.put("variationSources", String.join("; ", scored.explanation().variationSources()));
    }

    /// What the bands ask of an output.
    private List<Limits> limits(String output) {
        return service.bands().stream()
                .map(band -> band.when().get(output))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> reasons(Decision.Scored scored) {
        var reasons = new ArrayList<String>();
        for (var contribution : scored.explanation().contributions()) {
            reasons.add(words.said(contribution.input()) + " " + effect(contribution, reasons.isEmpty()));
        }
        return reasons;
    }

    private static String effect(Contribution contribution, boolean first) {
        if (contribution.amount() == 0) {
            return "makes no difference";
        }
        var verb = contribution.raises() ? "raises it" : "lowers it";
        if (first) {
            return verb + " most";
        }
        if (contribution.share() > 0.5) {
            return verb;
        }
        return verb + (contribution.share() > 0.15 ? " somewhat" : " slightly");
    }

    /// What a reader must know of the data: what was newer and could not be used, what could not be checked.
    private List<String> notes() {
        var notes = new ArrayList<String>();
        decision.model().inputs().keySet().forEach(name -> {
            if (decision.features().get(name) instanceof Feature.Known known
                    && !known.passedOver().isEmpty()) {
                var row = known.passedOver().getFirst();
                notes.add(passedOver(row, known) + " could not be used ("
                        + row.because().words() + "); the value above is the last usable one.");
            }
        });
        suggestions().forEach(name -> {
            var done = Objects.requireNonNull(service.suggestions().get(name), "checked at load")
                    .unless();
            if (done != null) {
                var label = words.label(done);
                switch (decision.features().get(done)) {
                    case Feature.Known known
                    when known.value() != 0 -> add(notes, "A " + label + " is already active; none is suggested.");
                    case Feature.Absent _ ->
                        add(
                                notes,
                                "Whether a " + label + " is already active could not be checked; none is suggested.");
                    default -> {}
                }
            }
        });
        return notes;
    }

    /// A row that was not used beside the one that was: newer, of the same day, or of a day that is not known.
    private static String passedOver(Feature.PassedOver row, Feature.Known used) {
        var what = row.evidence().label();
        if (row.date() == null || row.because() == Absence.UNDATED) {
            return "Another " + what;
        }
        return row.date().equals(used.date())
                ? "Another " + what + " of the same day"
                : "A newer " + what + " of " + row.date();
    }

    /// The names of what this kind of card may suggest.
    private Set<String> suggestions() {
        var names = new LinkedHashSet<String>();
        switch (decision) {
            case Decision.Scored _ -> {
                service.bands().forEach(band -> names.addAll(band.suggest()));
                service.criteria().forEach(criterion -> names.addAll(criterion.suggest()));
            }
            case Decision.Withheld withheld -> {
                var notice =
                        withheld.notice() == null ? null : service.notices().get(withheld.notice());
                names.addAll(notice == null ? List.of() : notice.suggest());
                decision.criteria().forEach(criterion -> names.addAll(criterion.suggest()));
            }
        }
        return names;
    }

    private static void add(List<String> notes, String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }
}
