package dev.rationale.journal;

import com.fasterxml.jackson.databind.JsonNode;
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
            + " client, user_reference, hook, hook_instance, correlation_id, patient_pseudonym, outcome, reason, body)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING";
    private static final String CARD = "INSERT INTO card (uuid, decision) VALUES (?, ?) ON CONFLICT DO NOTHING";
    /// A card is known when it was answered to this client by this service, a suggestion when it is one of that card's.
    private static final String FEEDBACK = """
            INSERT INTO feedback (received_at, card, service, client, outcome, outcome_timestamp, body, fingerprint,
                warnings, card_uuid, known_card, known_suggestions)
            SELECT ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, sent.card,
                EXISTS (
                    SELECT 1 FROM card JOIN decision ON decision.id = card.decision
                    WHERE card.uuid = sent.card AND decision.service = ? AND decision.client = ?),
                NOT EXISTS (
                    SELECT 1 FROM unnest(?::text[]) AS accepted (id) WHERE NOT EXISTS (
                        SELECT 1 FROM card JOIN decision ON decision.id = card.decision,
                            jsonb_array_elements(decision.body -> 'cards') AS answered,
                            jsonb_array_elements(answered -> 'suggestions') AS suggestion
                        WHERE card.uuid = sent.card AND answered ->> 'uuid' = card.uuid::text
                            AND suggestion ->> 'uuid' = lower(accepted.id)))
            FROM (SELECT ?::uuid AS card) AS sent
            ON CONFLICT DO NOTHING""";

    private JournalSql() {}

    /// Inserts entries in one transaction, what others refer to first.
    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        connection.setAutoCommit(false);
        try (var folder = connection.prepareStatement(FOLDER);
                var decision = connection.prepareStatement(DECISION);
                var card = connection.prepareStatement(CARD);
                var feedback = connection.prepareStatement(FEEDBACK)) {
            for (var entry : entries) {
                switch (entry) {
                    case FolderEntry one -> folder(folder, one);
                    case DecisionEntry one -> {
                        decision(decision, one);
                        cards(card, one);
                    }
                    case FeedbackEntry one -> feedback(feedback, one);
                }
            }
            for (var statement : List.of(folder, decision, card, feedback)) {
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
        statement.setString(14, json(entry.body()));
        statement.addBatch();
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
        statement.setString(3, entry.service());
        statement.setString(4, clean(entry.client()));
        statement.setString(5, entry.outcome());
        statement.setTimestamp(6, timestamp(entry.outcomeTimestamp()));
        statement.setString(7, json(entry.body()));
        statement.setString(8, fingerprint(entry));
        statement.setArray(9, texts(statement, entry.warnings()));
        statement.setString(10, entry.service());
        statement.setString(11, clean(entry.client()));
        statement.setArray(12, texts(statement, entry.suggestions()));
        statement.setObject(13, uuid(entry.card()), Types.OTHER);
        statement.addBatch();
    }

    private static Array texts(PreparedStatement statement, List<String> texts) throws SQLException {
        var cleaned = texts.stream().map(JournalSql::clean).toArray();
        return statement.getConnection().createArrayOf("text", cleaned);
    }

    /// The card's uuid; nothing for a text that no card of ours can have.
    private static @Nullable UUID uuid(String card) {
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
        return node.toString().replace("\\u0000", "\\u2400");
    }

    /// The same item sent again has the same fingerprint; another answer to the same card has not.
    private static String fingerprint(FeedbackEntry entry) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((entry.service() + "\n" + entry.client() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of()
                    .formatHex(digest.digest(entry.body().toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
