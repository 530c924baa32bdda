package dev.rationale.hooks;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Notes whether a client used a hookInstance before, as far as the last calls of this node go. Only to tell the
/// client: nothing rests on a hookInstance, which clients reuse.
@ApplicationScoped
public class HookInstances {
    private static final int REMEMBERED = 10_000;

    private final Map<UUID, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// Whether it was used for an earlier call of the same service. One call of a hook may go to several services.
    boolean reused(String client, String service, String hookInstance) {
        var name = client + "\n" + service + "\n" + hookInstance;
        var key = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        synchronized (seen) {
            return seen.put(key, true) != null;
        }
    }
}
