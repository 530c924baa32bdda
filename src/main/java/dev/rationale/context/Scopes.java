package dev.rationale.context;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a token's scopes are known to cover. SMART v1 (`patient/Observation.read`) and v2 (`user/*.rs`) are understood,
/// with a [search query](https://hl7.org/fhir/smart-app-launch/STU2/scopes-and-launch-context.html) too
/// (`patient/Observation.rs?category=laboratory`); a grammar that is none of them is no reason not to ask.
public final class Scopes {
    private static final Pattern SMART =
            Pattern.compile("(?:patient|user|system)/(\\*|[A-Z][A-Za-z]+)\\.(read|write|\\*|c?r?u?d?s?)(\\?.*)?");

    private Scopes() {}

    /// How much of what a query asks for may be read.
    public enum Coverage {
        /// All of it, or it cannot be told.
        ALL,
        /// What a scope's own query lets through: a server leaves the rest out without a word.
        PART,
        NONE
    }

    /// What may be read of what is asked for.
    ///
    /// @param scope of the token, as its answer names it
    /// @param query of the search, as it stands in its address; empty where it is not known
    public static Coverage of(@Nullable String scope, String type, String query) {
        if (scope == null) {
            return Coverage.ALL;
        }
        var understood = false;
        var part = false;
        for (var one : scope.strip().split("\\s+", -1)) {
            var matcher = SMART.matcher(one);
            if (matcher.matches()) {
                understood = true;
                var names = matcher.group(1).equals("*") || matcher.group(1).equals(type);
                if (names && reads(matcher.group(2))) {
                    if (matcher.group(3) == null || ScopeQuery.letsThrough(matcher.group(3), query)) {
                        return Coverage.ALL;
                    }
                    part = true;
                }
            }
        }
        if (part) {
            return Coverage.PART;
        }
        return understood ? Coverage.NONE : Coverage.ALL;
    }

    private static boolean reads(String rights) {
        return rights.equals("*") || (!rights.equals("write") && rights.matches(".*[rs].*"));
    }
}
