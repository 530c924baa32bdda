package dev.rationale.catalog;

import org.jspecify.annotations.Nullable;

/// One condition of being in scope. A rule whose feature is absent is not met either: doubt withholds.
///
/// @param feature the feature the rule looks at
/// @param is for features that are true or false
/// @param limits for features that are numbers
/// @param reason the reason given when the feature is known and the rule is not met
/// @param because what is said of it, for the journal and for notices
/// @param notice the notice shown instead of a card without words, if any
/// @param noticeWhenAbsent the notice shown when the feature is plainly absent (missing or stale), if any
public record ScopeRule(
        String feature,
        @Nullable Boolean is,
        @Nullable Limits limits,
        String reason,
        String because,
        @Nullable String notice,
        @Nullable String noticeWhenAbsent) {}
