package dev.rationale.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/// Questions to the database that a call can do without: each on a thread of its own, for a short time, and few at
/// once, so that the journal's writer never waits for a connection behind those who ask.
@ApplicationScoped
class Questions {
    private static final int AT_ONCE = 4;

    private final DataSource source;
    private final JournalSettings settings;
    private final JournalState state;
    private final Semaphore asking = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Questions(DataSource source, JournalSettings settings, JournalState state) {
        this.source = source;
        this.settings = settings;
        this.state = state;
    }

    interface Question<T> {
        T put(Connection connection) throws SQLException, JsonProcessingException;
    }

    /// Asks at once. The result waits until the time is over, counted from now; empty when it could not be known.
    <T> Supplier<Optional<T>> ask(Question<T> question) {
        if (state.degraded()) {
            return Optional::empty;
        }
        var until = System.nanoTime() + settings.lookUpWithin().toNanos();
        var asked = threads.submit(() -> answer(question));
        return () -> taken(asked, until);
    }

    private <T> T answer(Question<T> question) throws SQLException, InterruptedException, JsonProcessingException {
        if (!asking.tryAcquire(settings.lookUpWithin().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new SQLException("too many questions at once");
        }
        try (var connection = source.getConnection()) {
            return question.put(connection);
        } finally {
            asking.release();
        }
    }

    /// A question that takes too long is left to itself: breaking it off would cost the connection.
    private static <T> Optional<T> taken(Future<T> asked, long until) {
        try {
            return Optional.of(asked.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException away) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
