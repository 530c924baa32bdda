package dev.rationale.operator;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// Libraries speak from INFO upward only, whatever the log's level: below it they print addresses, statements and
/// headers, and with them patients and tokens. What this service logs itself holds neither at any level.
@LoggingFilter(name = "library-logs")
public final class LibraryLogs implements Filter {
    private static final String OWN = "dev.rationale";

    @Override
    public boolean isLoggable(LogRecord entry) {
        var category = entry.getLoggerName();
        return entry.getLevel().intValue() >= Level.INFO.intValue() || (category != null && category.startsWith(OWN));
    }
}
