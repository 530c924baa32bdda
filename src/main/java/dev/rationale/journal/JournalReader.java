package dev.rationale.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/// Reads the journal back.
@ApplicationScoped
public class JournalReader {
    private static final String COLUMNS = "SELECT id, decided_at, service, folder_hash, model_version, client, "
            + "user_reference, hook, hook_instance, correlation_id, patient_pseudonym, outcome, reason, shown, not_shown, "
            + "(SELECT delivered FROM delivery WHERE delivery.decision = decision.id) AS delivered";

    private static final String FEEDBACK = "SELECT f.received_at, f.client, f.outcome, f.known_card, "
            + "f.known_suggestions, to_jsonb(f.warnings) AS warnings, f.body";

    private final DataSource source;
    private final ObjectMapper json;

    public JournalReader(DataSource source, ObjectMapper json) {
        this.source = source;
        this.json = json;
    }

    /// One decision whole, with its feedback.
    ///
    /// @throws JournalUnavailable while the database is away
    public Optional<ObjectNode> decision(UUID id) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(COLUMNS + ", body FROM decision WHERE id = ?")) {
            statement.setObject(1, id);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var decision = summary(rows);
                decision.setAll((ObjectNode) tree(rows.getString("body")));
                decision.set("feedback", feedback(connection, id));
                return Optional.of(decision);
            }
        } catch (SQLException away) {
            throw new JournalUnavailable("the journal cannot be read", away);
        }
    }

    /// The decisions of a hookInstance, newest first.
    public List<ObjectNode> decisionsOfHookInstance(String hookInstance, int limit) {
        return decisions(" FROM decision WHERE hook_instance = ?", hookInstance, limit);
    }

    /// The decisions of a correlation id, newest first.
    public List<ObjectNode> decisionsOfCorrelation(String correlationId, int limit) {
        return decisions(" FROM decision WHERE correlation_id = ?", correlationId, limit);
    }

    private List<ObjectNode> decisions(String from, String value, int limit) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(
                        COLUMNS + ", body -> 'because' AS because" + from + " ORDER BY decided_at DESC LIMIT ?")) {
            statement.setString(1, JournalSql.clean(value));
            statement.setInt(2, limit);
            var decisions = new ArrayList<ObjectNode>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var decision = summary(rows);
                    var because = rows.getString("because");
                    if (because != null) {
                        decision.set("because", tree(because));
                    }
                    decision.set("feedback", feedback(connection, UUID.fromString(rows.getString("id"))));
                    decisions.add(decision);
                }
            }
            return decisions;
        } catch (SQLException away) {
            throw new JournalUnavailable("the journal cannot be read", away);
        }
    }

    private ObjectNode summary(ResultSet row) throws SQLException {
        var summary = json.createObjectNode();
        summary.put("id", row.getString("id"));
        summary.put("decidedAt", row.getTimestamp("decided_at").toInstant().toString());
        put(summary, "service", row, "service");
        put(summary, "contentHash", row, "folder_hash");
        put(summary, "modelVersion", row, "model_version");
        put(summary, "client", row, "client");
        put(summary, "user", row, "user_reference");
        put(summary, "hook", row, "hook");
        put(summary, "hookInstance", row, "hook_instance");
        put(summary, "correlationId", row, "correlation_id");
        put(summary, "patientPseudonym", row, "patient_pseudonym");
        put(summary, "outcome", row, "outcome");
        put(summary, "reason", row, "reason");
        var shown = row.getBoolean("shown");
        if (!row.wasNull()) {
            summary.put("shown", shown);
            put(summary, "why", row, "not_shown");
            summary.put("delivered", delivered(row));
        } else {
            summary.put("delivered", "unknown");
        }
        return summary;
    }

    /// What is kept is what was learnt to the contrary.
    private static String delivered(ResultSet row) throws SQLException {
        var delivered = row.getBoolean("delivered");
        return String.valueOf(row.wasNull() || delivered);
    }

    private static void put(ObjectNode summary, String name, ResultSet row, String column) throws SQLException {
        var value = row.getString(column);
        if (value != null) {
            summary.put(name, value);
        }
    }

    /// What was answered to a card, known or not, oldest first.
    public List<ObjectNode> feedbackOfCard(String card, int limit) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(
                        FEEDBACK + " FROM feedback f WHERE f.card = ? ORDER BY f.id LIMIT ?")) {
            statement.setString(1, JournalSql.clean(card));
            statement.setInt(2, limit);
            return items(statement);
        } catch (SQLException away) {
            throw new JournalUnavailable("the journal cannot be read", away);
        }
    }

    private JsonNode feedback(Connection connection, UUID decision) throws SQLException {
        try (var statement = connection.prepareStatement(
                FEEDBACK + " FROM feedback f JOIN card c ON f.card_uuid = c.uuid WHERE c.decision = ? ORDER BY f.id")) {
            statement.setObject(1, decision);
            return json.createArrayNode().addAll(items(statement));
        }
    }

    private List<ObjectNode> items(PreparedStatement statement) throws SQLException {
        var items = new ArrayList<ObjectNode>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                var item = json.createObjectNode();
                item.put(
                        "receivedAt",
                        rows.getTimestamp("received_at").toInstant().toString());
                put(item, "client", rows, "client");
                put(item, "outcome", rows, "outcome");
                item.put("knownCard", rows.getBoolean("known_card"));
                item.put("knownSuggestions", rows.getBoolean("known_suggestions"));
                item.set("warnings", tree(rows.getString("warnings")));
                item.set("item", tree(rows.getString("body")));
                items.add(item);
            }
        }
        return items;
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database gives back the JSON it took", impossible);
        }
    }
}
