package dev.rationale.hooks;

import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;

/// Reads a request's body up to the largest size that is accepted.
@ApplicationScoped
public class Bodies {
    private final int limit;

    public Bodies(HookSettings settings) {
        this.limit = settings.maxBodyBytes();
    }

    /// The body's bytes.
    ///
    /// @throws HookRefusal 413 when it is larger than the limit, 400 when it broke off
    byte[] read(InputStream body) {
        try {
            var bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw HookRefusal.of(HookError.TOO_LARGE);
            }
            return bytes;
        } catch (IOException brokenOff) {
            throw HookRefusal.of(HookError.MALFORMED);
        }
    }
}
