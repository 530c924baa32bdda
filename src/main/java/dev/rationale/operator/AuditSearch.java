package dev.rationale.operator;

import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.journal.AuditEntry;
import dev.rationale.journal.AuditQuery;
import dev.rationale.journal.AuditQuery.Position;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is asked of the audit log, as it was written in the address.
record AuditSearch(Map<String, String> asked) {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String AGENT = "agent";
    private static final String ENTITY = "entity";
    private static final String COUNT = "_count";
    private static final String AFTER = "after";
    private static final List<String> KNOWN = List.of(FROM, TO, AGENT, ENTITY, COUNT, AFTER);
    private static final int USUAL_COUNT = 50;
    private static final int MOST = 500;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /// @throws HookRefusal 400 for a parameter that is not known or given twice
    static AuditSearch of(MultivaluedMap<String, String> parameters) {
        var asked = new LinkedHashMap<String, String>();
        parameters.forEach((name, values) -> {
            if (!KNOWN.contains(name) || values.size() != 1) {
                throw HookRefusal.invalid("", "Known parameters, each once: " + String.join(", ", KNOWN) + ".");
            }
            asked.put(name, values.getFirst());
        });
        return new AuditSearch(asked);
    }

    /// @throws HookRefusal 400 for a value that cannot be read
    AuditQuery query() {
        return new AuditQuery(
                time(FROM), time(TO), asked.get(AGENT), asked.get(ENTITY), after(asked.get(AFTER)), count());
    }

    private @Nullable Instant time(String name) {
        var text = asked.get(name);
        if (text == null) {
            return null;
        }
        try {
            // A plus sign that nobody encoded arrives as a blank.
            var time = text.contains("T")
                    ? OffsetDateTime.parse(text.replace(' ', '+')).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new DateTimeException("out of range");
            }
            return time;
        } catch (DateTimeException unreadable) {
            throw HookRefusal.invalid(name, "Give a date, or a time with its offset: 2026-01-31T08:00:00Z.");
        }
    }

    private int count() {
        var text = asked.getOrDefault(COUNT, String.valueOf(USUAL_COUNT));
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw HookRefusal.invalid(COUNT, "Give a number above 0.");
        }
        return Math.min(MOST, Integer.parseInt(text));
    }

    private static @Nullable Position after(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var comma = text.indexOf(',');
            var recorded = Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(0, comma))));
            if (recorded.isBefore(EARLIEST) || recorded.isAfter(LATEST)) {
                throw new IllegalArgumentException("out of range");
            }
            return new Position(recorded, UUID.fromString(text.substring(comma + 1)));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw HookRefusal.invalid(AFTER, "Follow the link named next.");
        }
    }

    /// The address of this search, relative to itself.
    String link() {
        return link(asked);
    }

    /// The address of what comes after an entry.
    String linkAfter(AuditEntry last) {
        var next = new LinkedHashMap<>(asked);
        var position = last.recorded().toEpochMilli() + "," + last.id();
        next.put(AFTER, position);
        return link(next);
    }

    private static String link(Map<String, String> parameters) {
        return "audit-events"
                + parameters.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }
}
