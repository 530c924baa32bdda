package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From the bytes of a hook call to a [CdsRequest]. Lenient where nothing clinical is at stake: what was not as the
/// specification has it is a [Warning]. Everything else is refused with the place that is wrong.
public final class CdsRequestReader {
    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final String ID_FORM = "[A-Za-z0-9._:+=~-]{1,256}";
    private static final int LONGEST_TEXT = 512;

    /// A request, and what was odd about it.
    public record Reading(CdsRequest request, Set<Warning> warnings) {}

    /// Reads one call.
    ///
    /// @throws HookRefusal 400 naming what is wrong
    public Reading read(byte[] bytes) {
        var body = StrictJson.object(bytes);
        var warnings = EnumSet.noneOf(Warning.class);
        var hook = text(body, "hook");
        var hookInstance = text(body, "hookInstance");
        if (!hookInstance.matches(UUID_FORM)) {
            warnings.add(Warning.HOOK_INSTANCE_NOT_A_UUID);
        }
        var context = context(body, hook, warnings);
        var server = fhirServer(body);
        var authorization = authorization(body, server);
        return new Reading(
                new CdsRequest(hook, hookInstance, server, authorization, context, prefetch(body, warnings)), warnings);
    }

    private static ObjectNode context(ObjectNode body, String hook, Set<Warning> warnings) {
        if (!(body.path("context") instanceof ObjectNode context)) {
            throw HookRefusal.invalid("context", "This must be an object.");
        }
        HookContext.check(hook, context, warnings);
        var patient = context.path("patientId").asText("");
        if (patient.startsWith("Patient/")) {
            warnings.add(Warning.PATIENT_ID_WITH_TYPE);
            patient = patient.substring("Patient/".length());
            context.put("patientId", patient);
        }
        if (!patient.matches(ID_FORM)) {
            throw HookRefusal.invalid("context.patientId", "This is not the id of a Patient.");
        }
        return context;
    }

    private static String text(ObjectNode body, String name) {
        var value = body.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw HookRefusal.invalid(name, "This must be a text that is not empty.");
        }
        if (value.textValue().length() > LONGEST_TEXT) {
            throw HookRefusal.invalid(name, "This text is too long.");
        }
        return value.textValue();
    }

    private static @Nullable String fhirServer(ObjectNode body) {
        if (!body.hasNonNull("fhirServer")) {
            return null;
        }
        var text = text(body, "fhirServer");
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return text;
            }
        } catch (URISyntaxException notAnAddress) {
            throw HookRefusal.invalid("fhirServer", "This must be the base URL of a FHIR server.");
        }
        throw HookRefusal.invalid("fhirServer", "This must be the base URL of a FHIR server.");
    }

    private static @Nullable FhirAuthorization authorization(ObjectNode body, @Nullable String server) {
        var member = body.path("fhirAuthorization");
        if (member.isMissingNode() || member.isNull()) {
            return null;
        }
        if (!(member instanceof ObjectNode authorization)) {
            throw HookRefusal.invalid("fhirAuthorization", "This must be an object.");
        }
        if (server == null) {
            throw HookRefusal.invalid("fhirServer", "This is required together with fhirAuthorization.");
        }
        var token = authorization.path("access_token");
        if (!token.isTextual() || !token.textValue().matches("[\\x21-\\x7e]+")) {
            throw HookRefusal.invalid("fhirAuthorization.access_token", "This must be a token.");
        }
        var scope = authorization.path("scope");
        return new FhirAuthorization(token.textValue(), scope.isTextual() ? scope.textValue() : null);
    }

    private static Map<String, JsonNode> prefetch(ObjectNode body, Set<Warning> warnings) {
        var member = body.path("prefetch");
        if (member.isMissingNode() || member.isNull()) {
            return Map.of();
        }
        if (!(member instanceof ObjectNode keys)) {
            throw HookRefusal.invalid("prefetch", "This must be an object.");
        }
        var prefetch = new LinkedHashMap<String, JsonNode>();
        keys.properties().forEach(entry -> prefetch.put(entry.getKey(), current(entry.getValue(), warnings)));
        return prefetch;
    }

    private static JsonNode current(JsonNode value, Set<Warning> warnings) {
        if (value.isNull()) {
            warnings.add(Warning.NULL_MEMBER);
        }
        if (value.isObject()
                && !value.has("resourceType")
                && value.path("resource").isObject()) {
            warnings.add(Warning.LEGACY_PREFETCH);
            return value.path("resource");
        }
        return value;
    }
}
