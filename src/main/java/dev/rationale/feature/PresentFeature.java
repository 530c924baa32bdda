package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.catalog.CodeList;
import dev.rationale.catalog.FeatureSpec;
import dev.rationale.context.Part;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The verb `present`: whether any of some codes is in the record and in force. What has no date counts as recent:
/// for an exclusion, doubt excludes.
final class PresentFeature {
    private static final Set<String> OVER = Set.of("inactive", "resolved", "remission");
    private static final Comparator<Evidence> NEWEST_FIRST = Comparator.comparing(
                    Evidence::date, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .reversed()
            .thenComparing(Evidence::reference);
    private static final Set<String> NEVER_HELD = Set.of("refuted", "entered-in-error");
    private static final Set<String> ORDERED = Set.of("active", "on-hold");
    /// What a call brings is being ordered, also where it does not say so.
    private static final Set<String> DRAFTED = Set.of("draft", "");
    private static final Set<String> NOT_DONE = Set.of(
            "not-done", "entered-in-error", "preparation", "cancelled", "aborted", "rejected", "failed", "noshow");

    private final Map<String, CodeList> lists;
    private final LocalDate today;
    private final ZoneId zone;

    PresentFeature(Map<String, CodeList> lists, LocalDate today, ZoneId zone) {
        this.lists = lists;
        this.today = today;
        this.zone = zone;
    }

    Feature compute(FeatureSpec.Present spec, SeriesSource source) {
        var evidence = new ArrayList<Evidence>();
        var incomplete = false;
        for (var where : spec.anyOf()) {
            var part = source.part(where.from());
            if (part instanceof Part.Had(List<JsonNode> rows, boolean complete)) {
                var concepts = new RowConcepts(rows);
                rows.stream()
                        .filter(row -> counts(row, where, concepts))
                        .forEach(row -> evidence.add(
                                new Evidence(spec.label(), Resources.reference(row), date(row), null, null)));
                incomplete |= !complete || rows.stream().anyMatch(row -> unreadable(row, where, concepts));
            } else {
                incomplete = true;
            }
        }
        if (!evidence.isEmpty()) {
            // A server's order of rows must not show in what is kept and recomputed.
            evidence.sort(NEWEST_FIRST);
            return Feature.truth(true, evidence);
        }
        return incomplete ? Feature.absent(Absence.UNKNOWN) : Feature.truth(false, List.of());
    }

    private boolean counts(JsonNode row, FeatureSpec.Where where, RowConcepts concepts) {
        var codes = codes(where.codes());
        return !isMedication(row)
                && concepts.of(row).stream().anyMatch(codes::in)
                && valueCounts(row, where)
                && inForce(row, where)
                && recent(row, where);
    }

    /// An order of this very call that does not say in codes what is ordered could be one of those looked for. So
    /// could one, wherever it stands, whose medication is not here to be read.
    private static boolean unreadable(JsonNode row, FeatureSpec.Where where, RowConcepts concepts) {
        return (where.ofContext() || row.has("medicationReference"))
                && !isMedication(row)
                && inForce(row, where)
                && !concepts.coded(row);
    }

    /// What an order refers to is no order.
    private static boolean isMedication(JsonNode row) {
        return row.path("resourceType").asText("").equals("Medication");
    }

    private boolean valueCounts(JsonNode row, FeatureSpec.Where where) {
        var values = where.values();
        return values == null || codes(values).in(row.path("valueCodeableConcept"));
    }

    private static boolean inForce(JsonNode row, FeatureSpec.Where where) {
        var status = row.path("status").asText("");
        return switch (row.path("resourceType").asText("")) {
            case "Condition", "AllergyIntolerance" ->
                !NEVER_HELD.contains(Resources.statusCode(row.path("verificationStatus")))
                        && (where.history() || !OVER.contains(Resources.statusCode(row.path("clinicalStatus"))));
            case "ServiceRequest", "MedicationRequest" ->
                (ORDERED.contains(status) || (where.ofContext() && DRAFTED.contains(status)))
                        && !row.path("doNotPerform").asBoolean();
            case "Observation" -> Set.of("final", "amended", "corrected").contains(status);
            default -> !NOT_DONE.contains(status);
        };
    }

    private boolean recent(JsonNode row, FeatureSpec.Where where) {
        var within = where.within();
        if (within == null) {
            return true;
        }
        var text = date(row);
        return text == null
                || RecordedTime.read(text, zone)
                        .map(time -> !time.date().isBefore(today.minus(within)))
                        .orElse(true);
    }

    private static @Nullable String date(JsonNode row) {
        for (var name :
                List.of("performedDateTime", "onsetDateTime", "effectiveDateTime", "recordedDate", "authoredOn")) {
            if (row.path(name).isTextual()) {
                return row.path(name).textValue();
            }
        }
        for (var name : List.of("performedPeriod", "onsetPeriod")) {
            var end = row.path(name).path("end");
            var time = end.isTextual() ? end : row.path(name).path("start");
            if (time.isTextual()) {
                return time.textValue();
            }
        }
        return null;
    }

    private Codes codes(String list) {
        return new Codes(Objects.requireNonNull(lists.get(list), "checked at load"));
    }
}
