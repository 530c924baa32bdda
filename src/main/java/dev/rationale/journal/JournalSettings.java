package dev.rationale.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where and how the journal is kept.
@ConfigMapping(prefix = "rationale.journal")
public interface JournalSettings {
    /// Where entries are kept while the database is away.
    @WithDefault("${rationale.data:data}/spool")
    Path spool();

    /// How long a transaction may take before its entries go to the spool.
    @WithDefault("PT0.4S")
    Duration commitWithin();

    /// How long the question of what was answered before may take, beginning with the call; after that it could not
    /// be known.
    @WithDefault("PT0.25S")
    Duration lookUpWithin();

    /// How often the database is tried again while it is away.
    @WithDefault("PT0.5S")
    Duration retryEvery();

    /// 32 or more random bytes in base64, by which patients become pseudonyms. In dev one is made and kept.
    Optional<String> pseudonymKey();

    /// Where the key that is made in dev is kept.
    @WithDefault("${rationale.data:data}/pseudonym.key")
    Path pseudonymKeyFile();

    /// For measuring what the journal costs: nothing is kept at all. Refused outside dev.
    @WithDefault("false")
    boolean discard();
}
