package dev.rationale.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rationale.catalog.DecisionService;
import dev.rationale.decision.Answer;
import dev.rationale.decision.Answered;
import dev.rationale.decision.AnsweredCards;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// What was answered before about a patient: one indexed query beside the gathering. While the database is away only
/// what is in the spool of this node is known.
@ApplicationScoped
public class AnsweredReader implements AnsweredCards {
    private static final TypeReference<Map<UUID, String>> SUGGESTIONS = new TypeReference<>() {};

    private static final String QUERY = """
            SELECT c.uuid, f.outcome, f.received_at, f.outcome_timestamp, f.body, d.user_reference, d.band, d.notice,
                   d.criteria, coalesce(d.suggestions, '{}') AS suggestions,
                   CASE WHEN f.outcome = 'accepted' AND f.received_at > ? THEN ARRAY(
                       SELECT DISTINCT unnest(s.active_orders) FROM decision s
                       WHERE s.patient_pseudonym = d.patient_pseudonym AND s.service = d.service
                         AND s.decided_at > f.received_at AND s.active_orders <> '{}') END AS seen
            FROM feedback f JOIN card c ON c.uuid = f.card_uuid JOIN decision d ON d.id = c.decision
            WHERE f.patient_pseudonym = ? AND f.service = ?
            ORDER BY f.id""";

    private final Questions questions;
    private final JournalSettings settings;
    private final SpooledAnswers spooled;
    private final ObjectMapper json;
    private final Clock clock;

    AnsweredReader(
            Questions questions, JournalSettings settings, SpooledAnswers spooled, ObjectMapper json, Clock clock) {
        this.questions = questions;
        this.settings = settings;
        this.spooled = spooled;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Supplier<Answered> ask(DecisionService service, String patientPseudonym) {
        if (settings.discard()) {
            return () -> new Answered(List.of(), true);
        }
        var waiting = spooled.of(service.id(), patientPseudonym);
        var recent = clock.instant().minus(service.card().answered().orderSeenWithin());
        var asked = questions.ask(connection -> read(connection, service.id(), patientPseudonym, recent));
        return () ->
                asked.get().map(answers -> new Answered(answers, true)).orElseGet(() -> new Answered(waiting, false));
    }

    private List<Answer> read(Connection connection, String service, String patient, Instant recent)
            throws SQLException, JsonProcessingException {
        try (var statement = connection.prepareStatement(QUERY)) {
            statement.setTimestamp(1, Timestamp.from(recent));
            statement.setString(2, patient);
            statement.setString(3, service);
            try (var rows = statement.executeQuery()) {
                return latest(rows);
            }
        }
    }

    /// The latest word about each card: contradicting ones are all kept, and the last one counts.
    private List<Answer> latest(ResultSet rows) throws SQLException, JsonProcessingException {
        var answers = new LinkedHashMap<UUID, Answer>();
        while (rows.next()) {
            var answer = answer(rows);
            answers.merge(answer.card(), answer, (one, other) -> other.at().isBefore(one.at()) ? one : other);
        }
        return List.copyOf(answers.values());
    }

    private Answer answer(ResultSet row) throws SQLException, JsonProcessingException {
        var timestamp = row.getTimestamp("outcome_timestamp");
        return AnswerReading.answer(
                row.getObject("uuid", UUID.class),
                new Answer.Said(row.getString("band"), row.getString("notice"), texts(row, "criteria")),
                row.getString("user_reference"),
                row.getString("outcome"),
                AnswerReading.at(
                        timestamp == null ? null : timestamp.toInstant(),
                        row.getTimestamp("received_at").toInstant()),
                json.readTree(row.getString("body")),
                json.readValue(row.getString("suggestions"), SUGGESTIONS),
                texts(row, "seen"));
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? Set.of() : Set.copyOf(List.of((String[]) array.getArray()));
    }
}
