package dev.rationale.client.token;

import java.util.Locale;

/// Why a token is refused. The caller is told none of these; the log and the metrics have their codes.
public enum TokenFault {
    NO_TOKEN,
    TOO_LONG,
    MALFORMED,
    UNKNOWN_ISSUER,
    WRONG_TYPE,
    CRITICAL_HEADER,
    WRONG_ALGORITHM,
    NO_KEY_ID,
    FOREIGN_KEY_SET,
    UNKNOWN_KEY,
    WRONG_KEY,
    WRONG_SIGNATURE,
    WRONG_AUDIENCE,
    NO_EXPIRY,
    EXPIRED,
    NO_TIME_OF_ISSUE,
    FROM_THE_FUTURE,
    LIVES_TOO_LONG,
    NOT_YET_VALID,
    NO_ID,
    WRONG_TENANT,
    USED_BEFORE;

    /// The fault's name in logs and metrics.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
