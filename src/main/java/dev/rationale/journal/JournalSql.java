package dev.rationale.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements of the journal. Every insert may be repeated without harm.
final class JournalSql {
    private static final String FOLDER = "INSERT INTO folder_version (hash, service, first_used, content)"
            + " VALUES (?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING";
    private static final String DECISION = "INSERT INTO decision (id, decided_at, service, folder_hash, model_version,"
            + " client, user_reference, hook, hook_instance, correlation_id, patient_pseudonym, outcome, reason, body,"
            + " shown, not_shown, band, notice, criteria, suggestions, active_orders)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?::jsonb, ?)"
            + " ON CONFLICT DO NOTHING";
    private static final String CARD = "INSERT INTO card (uuid, decision) VALUES (?, ?) ON CONFLICT DO NOTHING";
    /// A card is known when this service answered it to this client, a suggestion when it is one of that card's.
    private static final String FEEDBACK = """
            INSERT INTO feedback (received_at, card, service, outcome, outcome_timestamp, body, fingerprint, client,
                warnings, card_uuid, known_card, patient_pseudonym, known_suggestions)
            SELECT ?, ?, sent.service, ?, ?, ?::jsonb, ?, sent.client, ?, sent.card, d.id IS NOT NULL,
                d.patient_pseudonym,
                NOT EXISTS (
                    SELECT 1 FROM unnest(?::text[]) AS accepted (id)
                    WHERE NOT coalesce(jsonb_exists(d.suggestions, lower(accepted.id)), false))
            FROM (SELECT ?::uuid AS card, ?::text AS service, ?::text AS client) AS sent
                LEFT JOIN card c ON c.uuid = sent.card
                LEFT JOIN decision d
                    ON d.id = c.decision AND d.service = sent.service AND d.client = sent.client
            ON CONFLICT DO NOTHING""";
    private static final String DELIVERY =
            "INSERT INTO delivery (decision, noticed_at, delivered) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private JournalSql() {}

    /// Inserts entries in one transaction, what others refer to first.
    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        connection.setAutoCommit(false);
        try (var folder = connection.prepareStatement(FOLDER);
                var decision = connection.prepareStatement(DECISION);
                var card = connection.prepareStatement(CARD);
                var feedback = connection.prepareStatement(FEEDBACK);
                var delivery = connection.prepareStatement(DELIVERY);
                var audit = connection.prepareStatement(AuditSql.INSERT)) {
            for (var entry : entries) {
                switch (entry) {
                    case FolderEntry one -> folder(folder, one);
                    case DecisionEntry one -> {
                        decision(decision, one);
                        cards(card, one);
                    }
                    case FeedbackEntry one -> feedback(feedback, one);
                    case DeliveryEntry one -> delivery(delivery, one);
                    case AuditEntry one -> AuditSql.bind(audit, one);
                }
            }
            for (var statement : List.of(folder, decision, card, feedback, delivery, audit)) {
                run(statement);
            }
            connection.commit();
        }
    }

    private static void run(PreparedStatement statement) throws SQLException {
        var counts = statement.executeBatch();
        assert counts != null;
    }

    private static void folder(PreparedStatement statement, FolderEntry entry) throws SQLException {
        statement.setString(1, entry.hash());
        statement.setString(2, entry.service());
        statement.setTimestamp(3, Timestamp.from(entry.firstUsed()));
        statement.setString(4, json(entry.content()));
        statement.addBatch();
    }

    private static void decision(PreparedStatement statement, DecisionEntry entry) throws SQLException {
        statement.setObject(1, entry.id());
        statement.setTimestamp(2, Timestamp.from(entry.decidedAt()));
        statement.setString(3, entry.service());
        statement.setString(4, entry.folderHash());
        statement.setString(5, entry.modelVersion());
        statement.setString(6, clean(entry.client()));
        statement.setString(7, clean(entry.userReference()));
        statement.setString(8, clean(entry.hook()));
        statement.setString(9, clean(entry.hookInstance()));
        statement.setString(10, clean(entry.correlationId()));
        statement.setString(11, entry.patientPseudonym());
        statement.setString(12, entry.outcome().code());
        statement.setString(13, entry.reason());
        statement.setString(14, withoutNul(entry.body().text()));
        display(statement, entry.display());
        statement.addBatch();
    }

    private static void display(PreparedStatement statement, @Nullable Display display) throws SQLException {
        if (display == null) {
            for (var at = 15; at <= 21; at++) {
                statement.setNull(at, Types.OTHER);
            }
            return;
        }
        statement.setBoolean(15, display.shown());
        statement.setString(16, display.notShown());
        statement.setString(17, display.band());
        statement.setString(18, display.notice());
        statement.setArray(19, texts(statement, display.criteria()));
        var suggestions = JsonNodeFactory.instance.objectNode();
        display.suggestions().forEach((uuid, order) -> suggestions.put(uuid.toString(), order));
        statement.setString(20, json(suggestions));
        statement.setArray(21, texts(statement, display.activeOrders()));
    }

    private static Array texts(PreparedStatement statement, List<String> texts) throws SQLException {
        return statement.getConnection().createArrayOf("text", texts.toArray());
    }

    private static void cards(PreparedStatement statement, DecisionEntry entry) throws SQLException {
        for (var uuid : entry.cards()) {
            statement.setObject(1, uuid);
            statement.setObject(2, entry.id());
            statement.addBatch();
        }
    }

    private static void feedback(PreparedStatement statement, FeedbackEntry entry) throws SQLException {
        statement.setTimestamp(1, Timestamp.from(entry.receivedAt()));
        statement.setString(2, clean(entry.card()));
        statement.setString(3, entry.outcome());
        statement.setTimestamp(4, timestamp(entry.outcomeTimestamp()));
        statement.setString(5, json(entry.body()));
        statement.setString(6, fingerprint(entry));
        statement.setArray(7, texts(statement, entry.warnings()));
        statement.setArray(
                8,
                texts(
                        statement,
                        entry.suggestions().stream()
                                .map(id -> id.replace('\0', '\u2400'))
                                .toList()));
        statement.setObject(9, uuid(entry.card()), Types.OTHER);
        statement.setString(10, entry.service());
        statement.setString(11, clean(entry.client()));
        statement.addBatch();
    }

    private static void delivery(PreparedStatement statement, DeliveryEntry entry) throws SQLException {
        statement.setObject(1, entry.decision());
        statement.setTimestamp(2, Timestamp.from(entry.noticedAt()));
        statement.setBoolean(3, entry.delivered());
        statement.addBatch();
    }

    /// The card's uuid; nothing for a text that no card of ours can have.
    static @Nullable UUID uuid(String card) {
        try {
            return UUID.fromString(card.strip());
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /// PostgreSQL has no NUL in texts; the sign for it stands in its place.
    static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\u2400');
    }

    private static String json(JsonNode node) {
        return withoutNul(node.toString());
    }

    /// The same for a text of JSON.
    static String withoutNul(String json) {
        return json.replace("\\u0000", "\\u2400");
    }

    /// The same item sent again by the same client has the same fingerprint; another answer to the same card has not.
    static String fingerprint(FeedbackEntry entry) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((entry.client() + "\n" + entry.service() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of()
                    .formatHex(digest.digest(entry.body().toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
