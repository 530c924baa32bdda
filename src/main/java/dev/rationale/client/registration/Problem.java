package dev.rationale.client.registration;

/// What is wrong with one member of a registration.
///
/// @param field its path, such as `keys.url`; empty for the whole
public record Problem(String field, String text) {
    @Override
    public String toString() {
        return field + ": " + text;
    }
}
