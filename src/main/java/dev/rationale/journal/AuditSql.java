package dev.rationale.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;

/// How an entry of the audit log lies in its row: whole, and what it is searched by in columns beside it.
final class AuditSql {
    static final String INSERT =
            "INSERT INTO audit_event (id, recorded, event, client, user_name, patient_pseudonym, item, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING";

    /// A row of an older version may hold members that are not read any more.
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new ParameterNamesModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private AuditSql() {}

    static void bind(PreparedStatement statement, AuditEntry entry) throws SQLException {
        statement.setObject(1, entry.id());
        statement.setTimestamp(2, Timestamp.from(entry.recorded()));
        statement.setString(3, entry.event().code());
        statement.setString(4, JournalSql.clean(entry.agent().client()));
        statement.setString(5, JournalSql.clean(entry.agent().user()));
        statement.setString(6, entry.subject().patient());
        statement.setString(7, JournalSql.clean(entry.subject().item()));
        statement.setString(8, JournalSql.withoutNul(text(entry)));
        statement.addBatch();
    }

    private static String text(AuditEntry entry) {
        try {
            return JSON.writerFor(AuditEntry.class).writeValueAsString(entry);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an entry of texts and times has a JSON", impossible);
        }
    }

    static AuditEntry read(String text) {
        try {
            return JSON.readValue(text, AuditEntry.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database gives back the JSON it took", impossible);
        }
    }
}
