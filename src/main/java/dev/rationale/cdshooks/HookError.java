package dev.rationale.cdshooks;

import java.util.Arrays;

/// Every way a call can end without an answer: the one table of errors.
public enum HookError {
    MALFORMED(400, "structure", "The body is not JSON that can be read."),
    INVALID(400, "invalid", "The request is not valid."),
    UNAUTHENTICATED(401, "login", "Not authorized."),
    FORBIDDEN(403, "forbidden", "Not allowed."),
    NOT_FOUND(404, "not-found", "There is nothing here."),
    UNKNOWN_SERVICE(404, "not-found", "There is no such service; discovery lists them."),
    NOT_ALLOWED(405, "not-supported", "This method is not supported here."),
    NOT_ACCEPTABLE(406, "not-supported", "Only JSON is answered."),
    CONFLICT(409, "conflict", "This is somebody else's."),
    DATA_UNAVAILABLE(412, "processing", "Data the service requires could not be had."),
    TOO_LARGE(413, "too-long", "The body is larger than is accepted."),
    UNSUPPORTED_MEDIA(415, "not-supported", "Send application/json."),
    TOO_MANY(429, "throttled", "Too many calls; try again later."),
    DEFECT(500, "exception", "Something went wrong here; the correlation id finds it."),
    UNAVAILABLE(503, "transient", "Not available now; try again later.");

    private final int status;
    private final String issue;
    private final String text;

    HookError(int status, String issue, String text) {
        this.status = status;
        this.issue = issue;
        this.text = text;
    }

    /// The first error with an HTTP status; INVALID for statuses that are not in the table.
    public static HookError ofStatus(int status) {
        return Arrays.stream(values())
                .filter(error -> error.status == status)
                .findFirst()
                .orElse(status >= 500 ? DEFECT : INVALID);
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// The code of an OperationOutcome's issue ([issue-type](https://hl7.org/fhir/R4/valueset-issue-type.html)).
    public String issue() {
        return issue;
    }

    /// What went wrong, in words.
    public String text() {
        return text;
    }

    /// The error's name in the journal and the log.
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
