package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.catalog.FeatureSpec;
import dev.rationale.context.Part;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The verb `present`: whether any of some codes is in the record and in force. What has no date counts as recent:
/// for an exclusion, doubt excludes. A row that may be meant, and cannot be read for certain, makes it unknown.
final class PresentFeature {
    private static final Comparator<Evidence> NEWEST_FIRST = Comparator.comparing(
                    Evidence::date, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .reversed()
            .thenComparing(Evidence::reference);

    /// What one row says.
    private enum Verdict {
        NO,
        DOUBTFUL,
        YES
    }

    private final Map<String, Codes> lists;
    private final LocalDate today;
    private final ZoneId zone;

    PresentFeature(Map<String, Codes> lists, LocalDate today, ZoneId zone) {
        this.lists = lists;
        this.today = today;
        this.zone = zone;
    }

    Feature compute(FeatureSpec.Present spec, SeriesSource source) {
        var evidence = new ArrayList<Evidence>();
        var doubt = false;
        for (var where : spec.anyOf()) {
            if (source.part(where.from()) instanceof Part.Had had) {
                var look = new Look(spec.words(), where, new RowConcepts(had.rows()));
                for (var row : had.rows()) {
                    var verdict = look.verdict(row);
                    doubt |= verdict == Verdict.DOUBTFUL;
                    if (verdict == Verdict.YES) {
                        evidence.add(new Evidence(spec.label(), Resources.reference(row), RowDate.of(row), null, null));
                    }
                }
                doubt |= !had.complete();
            } else {
                doubt = true;
            }
        }
        if (!evidence.isEmpty()) {
            // A server's order of rows must not show in what is kept and recomputed.
            evidence.sort(NEWEST_FIRST);
            return Feature.truth(true, evidence);
        }
        return doubt ? Feature.absent(Absence.UNKNOWN) : Feature.truth(false, List.of());
    }

    private Codes codes(String list) {
        return Objects.requireNonNull(lists.get(list), "checked at load");
    }

    private @Nullable Codes optionalCodes(@Nullable String list) {
        return list == null ? null : codes(list);
    }

    /// One place to look, with its lists made ready.
    private final class Look {
        private final List<String> words;
        private final FeatureSpec.Where where;
        private final RowConcepts concepts;
        private final Codes codes;
        private final @Nullable Codes values;

        Look(List<String> words, FeatureSpec.Where where, RowConcepts concepts) {
            this.words = words;
            this.where = where;
            this.concepts = concepts;
            this.codes = codes(where.codes());
            this.values = optionalCodes(where.values());
        }

        Verdict verdict(JsonNode row) {
            var about = concepts.of(row);
            var named = about.stream().anyMatch(codes::in);
            if (RowStatus.isMedication(row) || (!named && !mayBeNamed(row, about))) {
                return Verdict.NO;
            }
            if (!RowStatus.inForce(row, where) || !recent(row) || !valueCounts(row)) {
                return Verdict.NO;
            }
            return named && !Resources.modified(row) ? Verdict.YES : Verdict.DOUBTFUL;
        }

        private boolean mayBeNamed(JsonNode row, List<JsonNode> about) {
            return about.stream().anyMatch(this::mayBeNamed) || unreadable(row);
        }

        /// An order of this very call that does not say in codes what is ordered could be one of those looked for. So
        /// could one, wherever it stands, whose medication is not here to be read.
        private boolean unreadable(JsonNode row) {
            return (where.ofContext() || row.has("medicationReference")) && !concepts.coded(row);
        }

        /// The code without its system, or no code of a known system and one of the folder's words in the text.
        private boolean mayBeNamed(JsonNode code) {
            return codes.resembledIn(code) || (!words.isEmpty() && codes.silentIn(code) && spoken(code));
        }

        private boolean spoken(JsonNode code) {
            var text = new StringBuilder(code.path("text").asText(""));
            code.path("coding")
                    .forEach(coding ->
                            text.append(' ').append(coding.path("display").asText("")));
            var folded = text.toString().toLowerCase(Locale.ROOT);
            return words.stream().anyMatch(word -> folded.contains(word.toLowerCase(Locale.ROOT)));
        }

        private boolean valueCounts(JsonNode row) {
            return values == null || values.in(row.path("valueCodeableConcept"));
        }

        private boolean recent(JsonNode row) {
            var within = where.within();
            var text = RowDate.of(row);
            return within == null
                    || text == null
                    || RowDate.goesOn(row)
                    || RecordedTime.lastDay(text, zone)
                            .map(day -> !day.isBefore(today.minus(within)))
                            .orElse(true);
        }
    }
}
