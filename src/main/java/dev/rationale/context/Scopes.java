package dev.rationale.context;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a token's scopes are known not to cover a resource type. SMART v1 (`patient/Observation.read`) and
/// v2 (`user/*.rs`) are understood; a grammar that is neither is no reason not to ask.
public final class Scopes {
    private static final Pattern SMART =
            Pattern.compile("(?:patient|user|system)/(\\*|[A-Z][A-Za-z]+)\\.(read|write|\\*|c?r?u?d?s?)(?:\\?.*)?");

    private Scopes() {}

    /// Whether a type may be read; true where it cannot be told.
    ///
    /// @param scope of the token, as its answer names it
    public static boolean mayRead(@Nullable String scope, String type) {
        if (scope == null) {
            return true;
        }
        var understood = false;
        for (var one : scope.strip().split("\\s+", -1)) {
            var matcher = SMART.matcher(one);
            if (matcher.matches()) {
                understood = true;
                var covers = matcher.group(1).equals("*") || matcher.group(1).equals(type);
                var rights = matcher.group(2);
                if (covers && reads(rights)) {
                    return true;
                }
            }
        }
        return !understood;
    }

    private static boolean reads(String rights) {
        return rights.equals("*") || (!rights.equals("write") && rights.matches(".*[rs].*"));
    }
}
