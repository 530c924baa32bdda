package dev.rationale.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What a shown card spoke about, for counting what was answered to it.
@ApplicationScoped
public class CardReader {
    private static final String QUERY = "SELECT coalesce(d.band, d.notice) AS band,"
            + " EXISTS (SELECT 1 FROM feedback WHERE fingerprint = ?) AS kept"
            + " FROM card c JOIN decision d ON d.id = c.decision WHERE c.uuid = ? AND d.service = ? AND d.client = ?";

    private static final Shown UNKNOWN = new Shown("unknown", false);

    private final Questions questions;

    CardReader(Questions questions) {
        this.questions = questions;
    }

    /// A card that was answered.
    ///
    /// @param band the band it spoke about, or the notice
    /// @param kept whether the very same answer is in the journal already
    public record Shown(String band, boolean kept) {}

    /// The cards that feedback is about, one for each; `unknown` where there is none such of its service and client, or
    /// where that could not be known.
    public List<Shown> cards(List<FeedbackEntry> feedback) {
        return questions
                .ask(connection -> {
                    var cards = new ArrayList<Shown>();
                    for (var one : feedback) {
                        cards.add(read(connection, one).orElse(UNKNOWN));
                    }
                    return List.copyOf(cards);
                })
                .get()
                .orElse(Collections.nCopies(feedback.size(), UNKNOWN));
    }

    private static Optional<Shown> read(Connection connection, FeedbackEntry feedback) throws SQLException {
        try (var statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, JournalSql.fingerprint(feedback));
            statement.setObject(2, JournalSql.uuid(feedback.card()), java.sql.Types.OTHER);
            statement.setString(3, feedback.service());
            statement.setString(4, JournalSql.clean(feedback.client()));
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var band = rows.getString("band");
                return Optional.of(new Shown(band == null ? "unknown" : band, rows.getBoolean("kept")));
            }
        }
    }
}
