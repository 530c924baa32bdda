package dev.rationale.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Keeps entries durably before anybody is answered. Calls that wait together share a commit; while the database is
/// away they share a write to the spool, which is drained when it is back: nothing lost and nothing twice.
@ApplicationScoped
@Startup
public class Journal {
    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final int GROUP = 256;

    private final JournalSettings settings;
    private final JournalState state;
    private final Database database;
    private final Spool spool;
    private final SpooledAnswers answers;
    private final MeterRegistry metrics;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    public Journal(
            DataSource source,
            JournalSettings settings,
            JournalState state,
            SpooledAnswers answers,
            MeterRegistry metrics) {
        this.settings = settings;
        this.state = state;
        this.answers = answers;
        this.metrics = metrics;
        this.database = new Database(source);
        this.spool = new Spool(settings.spool());
        metrics.gauge("rationale.journal.spooled", state, JournalState::spooled);
    }

    private record Waiting(List<Entry> entries, CompletableFuture<Boolean> durable) {}

    @PostConstruct
    void start() {
        tryDatabase();
        rememberSpooled();
        threads.add(Thread.ofPlatform().name("journal-writer").daemon().start(this::write));
        threads.add(Thread.ofPlatform().name("journal-drainer").daemon().start(this::drain));
    }

    @PreDestroy
    void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
        keepWhatNobodyWaitsFor();
    }

    private void keepWhatNobodyWaitsFor() {
        var left = new ArrayList<Waiting>();
        if (queue.drainTo(left) > 0) {
            try {
                spool.append(entries(left));
            } catch (IOException lost) {
                LOG.errorf("%d entries could not be kept at the end", left.size());
            }
        }
    }

    private static List<Entry> entries(List<Waiting> group) {
        return group.stream().flatMap(waiting -> waiting.entries().stream()).toList();
    }

    /// Returns when the entries are durable; they go into the same transaction.
    ///
    /// @throws JournalUnavailable when neither the database nor the disk can keep them
    public void record(Entry... entries) {
        recordAll(List.of(List.of(entries)));
    }

    /// Returns when all entries are durable; they share commits, and those of one list are in the same transaction.
    ///
    /// @throws JournalUnavailable when neither the database nor the disk can keep one of them
    public void recordAll(List<? extends List<Entry>> entries) {
        if (settings.discard()) {
            return;
        }
        var waiting = entries.stream()
                .map(together -> new Waiting(together, new CompletableFuture<>()))
                .toList();
        queue.addAll(waiting);
        try {
            for (var one : waiting) {
                var durable = one.durable().join();
                assert durable;
            }
        } catch (CompletionException failed) {
            throw new JournalUnavailable("neither the database nor the spool can be written", failed);
        }
    }

    /// Keeps an entry that nobody waits for; it may be lost when the service is killed.
    public void note(Entry entry) {
        if (!settings.discard()) {
            queue.add(new Waiting(List.of(entry), new CompletableFuture<>()));
        }
    }

    /// Keeps a folder version's content, once.
    public void keep(FolderEntry folder) {
        if (!kept.contains(folder.hash())) {
            record(folder);
            kept.add(folder.hash());
        }
    }

    private void write() {
        while (!stopped) {
            var group = new ArrayList<Waiting>();
            try {
                group.add(queue.take());
            } catch (InterruptedException stopping) {
                return;
            }
            var more = queue.drainTo(group, GROUP - 1);
            metrics.summary("rationale.journal.group").record(more + 1.0);
            write(group);
        }
    }

    private void write(List<Waiting> group) {
        var entries = entries(group);
        try {
            if (state.degraded() || !inserted(entries, settings.commitWithin())) {
                toSpool(entries);
            }
            group.forEach(waiting -> waiting.durable().complete(true));
        } catch (IOException | RuntimeException notKept) {
            LOG.errorf("the spool cannot be written: %s", notKept.getClass().getName());
            group.forEach(waiting -> waiting.durable().completeExceptionally(notKept));
        }
    }

    /// What the database refuses for what it contains is set aside on disk, so that it holds up nobody.
    private boolean inserted(List<Entry> entries, Duration within) throws IOException {
        var refused = database.insert(entries, within);
        if (refused.isEmpty()) {
            return false;
        }
        if (!refused.get().isEmpty()) {
            LOG.errorf(
                    "%d entries were refused by the database and set aside in the spool",
                    refused.get().size());
            spool.setAside(refused.get());
        }
        return true;
    }

    private void toSpool(List<Entry> entries) throws IOException {
        synchronized (spool) {
            if (!state.degraded()) {
                state.degraded(true);
                LOG.warn("the database is away: entries are spooled to disk");
            }
            spool.append(entries);
            answers.add(entries);
            state.spooled(state.spooled() + entries.size());
        }
    }

    /// While the database is away, tries it again; when it is back, moves what waits in the spool into it.
    private void drain() {
        while (!stopped) {
            try {
                TimeUnit.NANOSECONDS.sleep(settings.retryEvery().toNanos());
            } catch (InterruptedException stopping) {
                return;
            }
            try {
                if (state.degraded() || !spool.files().isEmpty()) {
                    tryDatabase();
                }
            } catch (RuntimeException unexpected) {
                LOG.errorf(
                        "draining the spool failed: %s", unexpected.getClass().getName());
            }
        }
    }

    private void tryDatabase() {
        if (!database.reachable(settings.commitWithin())) {
            return;
        }
        for (var file : spool.files()) {
            if (!moved(file)) {
                return;
            }
        }
        synchronized (spool) {
            if (state.degraded() && spool.files().isEmpty()) {
                state.degraded(false);
                answers.clear();
                LOG.info("the journal writes to the database");
            }
        }
    }

    /// After a start with the database away.
    private void rememberSpooled() {
        for (var file : spool.files()) {
            try {
                answers.add(spool.read(file));
            } catch (IOException unreadable) {
                LOG.errorf("a spool file cannot be read: %s", file.getFileName());
            }
        }
    }

    private boolean moved(Path file) {
        try {
            var entries = spool.read(file);
            if (!entries.isEmpty() && !inserted(entries, settings.commitWithin().multipliedBy(10))) {
                return false;
            }
            spool.remove(file);
            state.spooled(Math.max(0, state.spooled() - entries.size()));
            return true;
        } catch (IOException unreadable) {
            LOG.errorf("a spool file cannot be moved: %s", file.getFileName());
            return false;
        }
    }
}
