package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;

/// One field of a hook's `context`.
///
/// @param types the resource types it may refer to; empty: every type
public record ContextField(String name, Kind kind, boolean required, List<String> types) {
    private static final String PRACTITIONER = "Practitioner";
    private static final String ROLE = "PractitionerRole";

    /// The field that names the user.
    public static final String USER_ID = "userId";

    /// What a field holds.
    public enum Kind {
        /// The bare id of one resource.
        ID(JsonNodeType.STRING, true, false),
        /// `Type/id`.
        REFERENCE(JsonNodeType.STRING, true, false),
        /// Several of `Type/id`.
        REFERENCES(JsonNodeType.ARRAY, true, false),
        /// Those entries of `draftOrders` that were just selected, each as `Type/id`.
        SELECTIONS(JsonNodeType.ARRAY, false, true),
        /// One resource that is not in the record yet.
        RESOURCE(JsonNodeType.OBJECT, false, true),
        /// Several of them.
        RESOURCES(JsonNodeType.ARRAY, false, true),
        /// A Bundle of them.
        BUNDLE(JsonNodeType.OBJECT, false, true);

        private final JsonNodeType json;
        private final boolean token;
        private final boolean part;

        Kind(JsonNodeType json, boolean token, boolean part) {
            this.json = json;
            this.token = token;
            this.part = part;
        }

        /// How it is written.
        public JsonNodeType json() {
            return json;
        }

        /// Whether a prefetch template may name it.
        public boolean isToken() {
            return token;
        }

        /// Whether it brings resources that a feature may read.
        public boolean isPart() {
            return part;
        }
    }

    static ContextField patient() {
        return new ContextField("patientId", Kind.ID, true, List.of("Patient"));
    }

    static ContextField encounter() {
        return new ContextField("encounterId", Kind.ID, true, List.of("Encounter"));
    }

    static ContextField practitioner() {
        return new ContextField(USER_ID, Kind.REFERENCE, true, List.of(PRACTITIONER));
    }

    static ContextField clinician() {
        return new ContextField(USER_ID, Kind.REFERENCE, true, List.of(PRACTITIONER, ROLE));
    }

    static ContextField anyUser() {
        return new ContextField(USER_ID, Kind.REFERENCE, true, List.of(PRACTITIONER, ROLE, "Patient", "RelatedPerson"));
    }

    static ContextField brought(String name, Kind kind) {
        return new ContextField(name, kind, true, List.of());
    }

    ContextField optional() {
        return new ContextField(name, kind, false, types);
    }
}
