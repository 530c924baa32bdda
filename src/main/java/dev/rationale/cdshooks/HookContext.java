package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.cdshooks.ContextField.Kind;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;

/// Holds a call's `context` against what its hook must bring. What is odd and can be read is put right.
final class HookContext {
    /// As EHRs make them: longer than FHIR's 64 characters, and with a few more signs.
    private static final String ID_FORM = "(?!\\.+$)[A-Za-z0-9._:+=~-]{1,256}";
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z]{1,63}/" + ID_FORM);

    private static final Pattern ID = Pattern.compile(ID_FORM);

    private final String hook;
    private final ObjectNode context;
    private final Warnings warnings;

    private HookContext(String hook, ObjectNode context, Warnings warnings) {
        this.hook = hook;
        this.context = context;
        this.warnings = warnings;
    }

    /// Checks every field.
    ///
    /// @throws HookRefusal 400 naming the field that is missing or wrong
    static void check(String hook, ObjectNode context, Warnings warnings) {
        var check = new HookContext(hook, context, warnings);
        Hook.fieldsOf(hook).forEach(check::field);
        check.selections();
    }

    private void field(ContextField field) {
        var value = context.path(field.name());
        var place = "context." + field.name();
        if (value.isNull()) {
            warnings.add(Warning.NULL_MEMBER, place);
        }
        if (value.isNull() || value.isMissingNode()) {
            missing(field, place);
        } else if (value.getNodeType() != field.kind().json()) {
            throw HookRefusal.invalid(place, "This field must be of type " + word(field) + ".");
        } else {
            switch (field.kind()) {
                case ID -> id(field, value.textValue(), place);
                case REFERENCE -> reference(field, value.textValue(), place);
                case REFERENCES, SELECTIONS -> references(field, value, place);
                case BUNDLE -> bundle(value, place);
                case RESOURCE, RESOURCES -> {}
            }
        }
    }

    /// Nothing clinical rests on the user: without one the call is answered all the same.
    private void missing(ContextField field, String place) {
        if (field.required() && field.name().equals(ContextField.USER_ID)) {
            warnings.add(Warning.USER_ID_MISSING, place);
        } else if (field.required()) {
            throw HookRefusal.invalid(place, "This field is required for " + named(hook) + ".");
        }
    }

    private void id(ContextField field, String value, String place) {
        var type = field.types().getFirst();
        var id = value;
        if (value.startsWith(type + "/")) {
            warnings.add(type.equals("Patient") ? Warning.PATIENT_ID_WITH_TYPE : Warning.ENCOUNTER_ID_WITH_TYPE, place);
            id = value.substring(type.length() + 1);
            context.put(field.name(), id);
        }
        if (!ID.matcher(id).matches()) {
            throw HookRefusal.invalid(place, "This is not the id of a resource of type " + type + ".");
        }
    }

    private void reference(ContextField field, String value, String place) {
        var user = field.name().equals(ContextField.USER_ID);
        if (value.isBlank()) {
            missing(field, place);
        } else if (!REFERENCE.matcher(value).matches()) {
            warnings.add(Warning.REFERENCE_FORM, place);
        } else if (user && !field.types().contains(value.substring(0, value.indexOf('/')))) {
            warnings.add(Warning.USER_TYPE_UNEXPECTED, place);
        }
    }

    private void references(ContextField field, JsonNode values, String place) {
        if (values.isEmpty() && field.kind() == Kind.REFERENCES) {
            throw HookRefusal.invalid(place, "This array must not be empty.");
        }
        if (values.isEmpty()) {
            warnings.add(Warning.EMPTY_MEMBER, place);
        }
        for (var i = 0; i < values.size(); i++) {
            var at = place + "[" + i + "]";
            if (!values.get(i).isTextual()) {
                throw HookRefusal.invalid(at, "This must be of type string.");
            }
            if (!REFERENCE.matcher(values.get(i).textValue()).matches()) {
                warnings.add(Warning.REFERENCE_FORM, at);
            }
        }
    }

    private void bundle(JsonNode value, String place) {
        if (!value.path("resourceType").asText("").equals("Bundle")) {
            warnings.add(Warning.NOT_A_BUNDLE, place);
        }
    }

    /// A selection that is no draft order says nothing of what was selected.
    private void selections() {
        if (!hook.equals("order-select")) {
            return;
        }
        var drafts = new HashSet<String>();
        for (var entry : context.path("draftOrders").path("entry")) {
            var order = entry.path("resource");
            drafts.add(order.path("resourceType").asText("") + "/"
                    + order.path("id").asText(""));
        }
        for (var selection : context.path("selections")) {
            if (!drafts.contains(selection.textValue())) {
                warnings.add(Warning.SELECTION_NOT_A_DRAFT, "context.selections");
            }
        }
    }

    private static String named(String hook) {
        return Hook.named(hook).isPresent() ? hook : "this hook";
    }

    private static String word(ContextField field) {
        return field.kind().json().name().toLowerCase(Locale.ROOT);
    }
}
