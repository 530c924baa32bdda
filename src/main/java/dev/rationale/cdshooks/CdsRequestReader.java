package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From the bytes of a hook call to a [CdsRequest]. Lenient where nothing clinical is at stake: what was not as the
/// specification has it is a [Warning]. Everything else is refused with the place that is wrong.
public final class CdsRequestReader {
    /// What hook instances and cards are called by.
    public static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final int LONGEST_TEXT = 512;
    private static final Set<String> MEMBERS =
            Set.of("hook", "hookInstance", "fhirServer", "fhirAuthorization", "context", "prefetch", "extension");

    /// A request, and what was odd about it.
    public record Reading(CdsRequest request, Set<Warning> warnings) {}

    /// Reads one call.
    ///
    /// @param hooks that the called service answers
    /// @throws HookRefusal 400 naming what is wrong
    public Reading read(byte[] bytes, Collection<String> hooks, Handling handling) {
        var body = StrictJson.object(bytes);
        var warnings = new Warnings();
        var hook = text(body, "hook");
        if (!hooks.contains(hook)) {
            throw HookRefusal.invalid("hook", "This service answers " + String.join(", ", hooks) + ".");
        }
        var hookInstance = text(body, "hookInstance");
        if (!hookInstance.matches(UUID_FORM)) {
            warnings.add(Warning.HOOK_INSTANCE_NOT_A_UUID, "hookInstance");
        }
        members(body, warnings);
        var context = context(body, hook, warnings);
        var server = fhirServer(body);
        var authorization = new AuthorizationReader(warnings).read(body, server, context);
        var request = new CdsRequest(hook, hookInstance, server, authorization, context, prefetch(body, warnings));
        return new Reading(request, warnings.under(handling));
    }

    private static void members(ObjectNode body, Warnings warnings) {
        body.properties().forEach(member -> {
            if (!MEMBERS.contains(member.getKey())) {
                warnings.add(Warning.UNKNOWN_MEMBER, "$");
            } else if (member.getValue().isNull()) {
                warnings.add(Warning.NULL_MEMBER, member.getKey());
            }
        });
    }

    private static ObjectNode context(ObjectNode body, String hook, Warnings warnings) {
        if (!(body.path("context") instanceof ObjectNode context)) {
            throw HookRefusal.invalid("context", "This must be an object.");
        }
        HookContext.check(hook, context, warnings);
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

    private static Map<String, JsonNode> prefetch(ObjectNode body, Warnings warnings) {
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

    /// A value of null is no fault: by the specification it says that there is nothing.
    private static JsonNode current(JsonNode value, Warnings warnings) {
        if (value.isObject()
                && !value.has("resourceType")
                && value.path("resource").isObject()) {
            warnings.add(Warning.LEGACY_PREFETCH, "prefetch");
            return value.path("resource");
        }
        return value;
    }
}
