package dev.rationale.command.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.StrictJson;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A token for a FHIR server, as an EHR passes it in `fhirAuthorization`. Many are JWTs and name their scopes.
///
/// @param said the scopes as the token's answer named them, where the token itself does not
record AccessToken(String value, @Nullable String said) {
    Optional<String> scope() {
        if (said != null) {
            return Optional.of(said);
        }
        var claims = claims();
        for (var name : new String[] {"scope", "scp"}) {
            var claim = claims.path(name);
            if (claim.isTextual()) {
                return Optional.of(claim.textValue());
            }
            if (claim.isArray()) {
                return Optional.of(StreamSupport.stream(claim.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(" ")));
            }
        }
        return Optional.empty();
    }

    Optional<Instant> expiry() {
        var claim = claims().path("exp");
        return claim.canConvertToLong() ? Optional.of(Instant.ofEpochSecond(claim.longValue())) : Optional.empty();
    }

    private JsonNode claims() {
        var parts = value.split("\\.", -1);
        if (parts.length != 3) {
            return MissingNode.getInstance();
        }
        try {
            return StrictJson.object(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException | HookRefusal opaque) {
            return MissingNode.getInstance();
        }
    }

    /// Says nothing of the token.
    @Override
    public String toString() {
        return "AccessToken";
    }
}
