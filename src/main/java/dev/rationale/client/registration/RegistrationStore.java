package dev.rationale.client.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// The registrations in the database.
final class RegistrationStore {
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String TAKEN = "23505";

    private final DataSource source;
    private final ObjectMapper json = new ObjectMapper();

    RegistrationStore(DataSource source) {
        this.source = source;
    }

    /// A registration as it is kept.
    record Row(String name, JsonNode document) {}

    /// How a change ended.
    enum Change {
        DONE,
        NOT_THERE,
        ISSUER_TAKEN,
        DATABASE_AWAY
    }

    /// All of them; empty while the database is away. A database without the table has none.
    Optional<List<Row>> load() {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement("SELECT name, registration FROM cds_client ORDER BY name");
                var rows = statement.executeQuery()) {
            var found = new ArrayList<Row>();
            while (rows.next()) {
                found.add(new Row(rows.getString(1), tree(rows.getString(2))));
            }
            return Optional.of(found);
        } catch (SQLException away) {
            return NO_SUCH_TABLE.equals(away.getSQLState()) ? Optional.of(List.of()) : Optional.empty();
        }
    }

    Change put(String name, String issuer, JsonNode document, Instant now) {
        return change(
                "INSERT INTO cds_client (name, issuer, registration, changed_at) VALUES (?, ?, ?::jsonb, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET issuer = EXCLUDED.issuer,"
                        + " registration = EXCLUDED.registration, changed_at = EXCLUDED.changed_at",
                statement -> {
                    statement.setString(1, name);
                    statement.setString(2, issuer);
                    statement.setString(3, document.toString());
                    statement.setTimestamp(4, Timestamp.from(now));
                });
    }

    Change delete(String name) {
        return change("DELETE FROM cds_client WHERE name = ?", statement -> statement.setString(1, name));
    }

    private interface Values {
        void set(PreparedStatement statement) throws SQLException;
    }

    private Change change(String sql, Values values) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(sql)) {
            values.set(statement);
            return statement.executeUpdate() == 1 ? Change.DONE : Change.NOT_THERE;
        } catch (SQLException failed) {
            return TAKEN.equals(failed.getSQLState()) ? Change.ISSUER_TAKEN : Change.DATABASE_AWAY;
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database gives back the JSON it took", impossible);
        }
    }
}
