package dev.rationale.hooks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long a call may take and how large it may be.
@ConfigMapping(prefix = "rationale.hooks")
public interface HookSettings {
    /// Gathering the patient's data ends this long after the call came in.
    @WithDefault("PT1.2S")
    Duration gatherWithin();

    /// A decision that is not made this long after the call came in is withheld.
    @WithDefault("PT1.5S")
    Duration answerWithin();

    /// How many calls are answered at once; more wait for their turn.
    @WithDefault("100")
    int atOnce();

    /// How long a call waits for its turn before it is refused with 503.
    @WithDefault("PT0.2S")
    Duration turnWithin();

    /// The largest request body, in bytes; larger ones are refused with 413.
    @WithDefault("8388608")
    int maxBodyBytes();
}
