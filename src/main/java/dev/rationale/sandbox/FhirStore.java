package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Resources in memory, as JSON trees, with an index per patient so that a patient's rows are found without a scan.
///
/// Readers share a lock and a writer has it alone, so that a transaction is seen whole or not at all.
final class FhirStore {
    private final SearchTable table;
    private final Clock clock;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Map<String, Stored>> byType = new HashMap<>();
    private final Map<String, Map<String, Map<String, Stored>>> byPatient = new HashMap<>();
    private long sequence;

    FhirStore(SearchTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    <T> T reading(Supplier<T> work) {
        return locked(lock.readLock(), work);
    }

    <T> T writing(Supplier<T> work) {
        return locked(lock.writeLock(), work);
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Optional<Stored> read(String type, String id) {
        return reading(() -> Optional.ofNullable(rows(byType, type).get(id)));
    }

    Collection<Stored> all(String type) {
        return reading(() -> List.copyOf(rows(byType, type).values()));
    }

    /// Rows of the type that belong to any of these patients, in the order in which they came.
    List<Stored> ofPatients(String type, Collection<String> patientIds) {
        return reading(() -> {
            var found = new LinkedHashMap<String, Stored>();
            for (var id : patientIds) {
                found.putAll(byPatient.getOrDefault(type, Map.of()).getOrDefault(id, Map.of()));
            }
            return List.copyOf(found.values());
        });
    }

    int count(String type) {
        return reading(() -> rows(byType, type).size());
    }

    /// Stores the resource under this id, as its first version or its next one. The tree is owned by the store from
    /// then on; `id` and `meta` are set, everything else stays as it came.
    Stored put(String type, String id, ObjectNode resource) {
        return writing(() -> {
            var before = rows(byType, type).get(id);
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var version = before == null ? 1 : before.version() + 1;
            var place = before == null ? sequence++ : before.sequence();
            var stored = new Stored(type, id, version, place, now, stamped(resource, id, version, now.toString()));
            byType.computeIfAbsent(type, _ -> new LinkedHashMap<>()).put(id, stored);
            index(before, stored);
            return stored;
        });
    }

    private void index(@Nullable Stored before, Stored now) {
        var patients = byPatient.computeIfAbsent(now.type(), _ -> new HashMap<>());
        if (before != null) {
            patientsOf(before).forEach(patient -> rows(patients, patient).remove(before.id()));
        }
        patientsOf(now)
                .forEach(patient -> patients.computeIfAbsent(patient, _ -> new LinkedHashMap<>())
                        .put(now.id(), now));
    }

    private List<String> patientsOf(Stored stored) {
        return table.find(stored.type(), "patient").stream()
                .flatMap(parameter -> parameter.values(stored.tree()))
                .flatMap(value -> ReferenceValue.of(value).stream())
                .filter(reference -> reference.type().equals("Patient"))
                .map(ReferenceValue::id)
                .toList();
    }

    private static ObjectNode stamped(ObjectNode resource, String id, int version, String lastUpdated) {
        var stamped = FhirJson.object();
        stamped.set("resourceType", resource.get("resourceType"));
        stamped.put("id", id);
        var meta = resource.get("meta") instanceof ObjectNode given ? given.deepCopy() : FhirJson.object();
        stamped.set("meta", meta.put("versionId", Integer.toString(version)).put("lastUpdated", lastUpdated));
        var rest = new ArrayList<>(resource.properties());
        rest.removeIf(field -> stamped.has(field.getKey()));
        rest.forEach(field -> stamped.set(field.getKey(), field.getValue()));
        return stamped;
    }

    private static <V> Map<String, V> rows(Map<String, Map<String, V>> all, String key) {
        return all.getOrDefault(key, Map.of());
    }
}
