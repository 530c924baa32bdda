package dev.rationale.context;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much of a FHIR server's answer is read. What is cut off makes the list incomplete.
@ConfigMapping(prefix = "rationale.context")
public interface ContextSettings {
    /// Pages of one search.
    @WithDefault("10")
    int maxPages();

    /// Rows of one search.
    @WithDefault("2000")
    int maxRows();

    /// Bytes of one page, after unpacking.
    @WithDefault("8388608")
    int maxPageBytes();

    /// Bytes of all pages of one call, whichever key they are for.
    @WithDefault("33554432")
    long maxCallBytes();

    /// Connecting to a FHIR server.
    @WithDefault("PT0.5S")
    Duration connectWithin();
}
