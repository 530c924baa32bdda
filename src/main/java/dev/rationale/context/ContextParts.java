package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.CdsRequest;
import dev.rationale.cdshooks.ContextField;
import dev.rationale.cdshooks.ContextField.Kind;
import dev.rationale.cdshooks.Hook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The resources that a call brings in its `context`, such as draft orders: parts by the name `context.draftOrders`.
/// Only this patient's rows are in them. One that had to be dropped leaves the part incomplete: the client put it
/// there on purpose, and what it was is not known.
final class ContextParts {
    private static final String PREFIX = "context.";
    private static final String DRAFTS = PREFIX + "draftOrders";

    private final CdsRequest request;
    private final int maxRows;
    private final Map<String, KeyGathering.Gathered> parts = new LinkedHashMap<>();

    private ContextParts(CdsRequest request, int maxRows) {
        this.request = request;
        this.maxRows = maxRows;
    }

    /// Every part of the call's hook.
    static Map<String, KeyGathering.Gathered> of(CdsRequest request, int maxRows) {
        var parts = new ContextParts(request, maxRows);
        var fields = Hook.fieldsOf(request.hook());
        fields.stream()
                .filter(field -> field.kind().isPart() && field.kind() != Kind.SELECTIONS)
                .forEach(parts::read);
        fields.stream().filter(field -> field.kind() == Kind.SELECTIONS).forEach(parts::select);
        return parts.parts;
    }

    private void read(ContextField field) {
        var value = request.context().path(field.name());
        var rows = new Rows(Rows.ANY, new Ownership(request.patientId(), request.fhirServer()), maxRows);
        if (field.kind() == Kind.RESOURCES) {
            value.forEach(rows::take);
        } else if (value.path("resource").isObject()) {
            // The library's own examples wrap the one resource.
            rows.take(value.path("resource"));
        } else if (!value.isMissingNode() && !value.isNull()) {
            rows.take(value);
        }
        var dropped = rows.otherPatient() + rows.otherType();
        var absent = value.isMissingNode() || value.isNull();
        var part = absent
                ? new Part.Unknown(Part.Why.NO_ACCESS, null)
                : rows.nothingUsable()
                        ? new Part.Unknown(Part.Why.FAILED, null)
                        : new Part.Had(rows.kept(), !rows.cut(Integer.MAX_VALUE) && dropped == 0, false);
        put(PREFIX + field.name(), part, absent ? "absent" : "context", rows.otherPatient(), rows.otherType());
    }

    /// The draft orders that were just selected. A selection that is none of them leaves the part incomplete.
    private void select(ContextField field) {
        var drafts = parts.get(DRAFTS);
        if (drafts == null || !(drafts.part() instanceof Part.Had(List<JsonNode> rows, boolean complete, boolean _))) {
            put(PREFIX + field.name(), new Part.Unknown(Part.Why.FAILED, null), "context", 0, 0);
            return;
        }
        var wanted = new HashSet<String>();
        request.context().path(field.name()).forEach(selection -> wanted.add(selection.asText()));
        var missed = new HashSet<>(wanted);
        var selected = new ArrayList<JsonNode>();
        for (var row : rows) {
            var names = names(row);
            if (names.stream().anyMatch(wanted::contains)) {
                selected.add(row);
                missed.removeAll(names);
            } else if (row.path("resourceType").asText().equals("Medication")) {
                // What a selected order may refer to.
                selected.add(row);
            }
        }
        put(PREFIX + field.name(), new Part.Had(selected, complete && missed.isEmpty(), false), "context", 0, 0);
    }

    /// A draft by its reference, or by its id alone, as some clients select it.
    private static Set<String> names(JsonNode row) {
        var id = row.path("id").asText("");
        return id.isEmpty() ? Set.of() : Set.of(row.path("resourceType").asText("") + "/" + id, id);
    }

    private void put(String key, Part part, String given, int otherPatient, int otherType) {
        var had = part instanceof Part.Had known ? known : null;
        var report = new KeyReport(
                key,
                had == null ? "none" : "context",
                given,
                had == null ? 0 : had.rows().size(),
                otherPatient,
                otherType,
                0,
                had != null && had.complete(),
                part instanceof Part.Unknown(Part.Why why, Integer _) ? why.code() : null,
                null,
                0);
        parts.put(key, new KeyGathering.Gathered(part, report));
    }
}
