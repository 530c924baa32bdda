package dev.rationale.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Reads the audit log back, newest first.
@ApplicationScoped
public class AuditReader {
    private final DataSource source;

    public AuditReader(DataSource source) {
        this.source = source;
    }

    /// The entries that a query asks for.
    ///
    /// @throws JournalUnavailable while the database is away
    public List<AuditEntry> find(AuditQuery query) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        collect(query, conditions, values);
        var where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        var sql = "SELECT body FROM audit_event" + where + " ORDER BY recorded DESC, id DESC LIMIT ?";
        values.add(query.count());
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return read(statement);
        } catch (SQLException away) {
            throw new JournalUnavailable("the audit log cannot be read", away);
        }
    }

    private static void collect(AuditQuery query, List<String> conditions, List<Object> values) {
        var from = query.from();
        if (from != null) {
            conditions.add("recorded >= ?");
            values.add(Timestamp.from(from));
        }
        var to = query.to();
        if (to != null) {
            conditions.add("recorded < ?");
            values.add(Timestamp.from(to));
        }
        var agent = query.agent();
        if (agent != null) {
            conditions.add("(client = ? OR user_name = ?)");
            values.addAll(List.of(cleaned(agent), cleaned(agent)));
        }
        var entity = query.entity();
        if (entity != null) {
            conditions.add("(patient_pseudonym = ? OR item = ?)");
            values.addAll(List.of(cleaned(entity), cleaned(entity)));
        }
        var after = query.after();
        if (after != null) {
            conditions.add("(recorded, id) < (?, ?)");
            values.addAll(List.of(Timestamp.from(after.recorded()), after.id()));
        }
    }

    private static String cleaned(String text) {
        return String.valueOf(JournalSql.clean(text));
    }

    private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    private static List<AuditEntry> read(PreparedStatement statement) throws SQLException {
        var entries = new ArrayList<AuditEntry>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                entries.add(AuditSql.read(rows.getString("body")));
            }
        }
        return entries;
    }
}
