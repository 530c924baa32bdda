package dev.rationale.hooks;

import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.client.registration.Registrations;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Answers so many calls at once and lets others wait for a moment; who would wait longer is told to come again,
/// instead of everybody waiting longer and longer. Where several clients are registered none of them has more than
/// half of the places, however many calls it makes.
@ApplicationScoped
public class ScoringQueue {
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final int places;
    private final Duration within;
    private final IntSupplier clients;
    private final MeterRegistry metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<String, Integer> inside = new HashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private int waiting;

    @Inject
    public ScoringQueue(HookSettings settings, Registrations registrations, MeterRegistry metrics) {
        this(settings.atOnce(), settings.turnWithin(), () -> registrations.all().size(), metrics);
    }

    ScoringQueue(int places, Duration within, IntSupplier clients, MeterRegistry metrics) {
        this.places = places;
        this.within = within;
        this.clients = clients;
        this.metrics = metrics;
        metrics.gauge("rationale.hooks.inside", total);
    }

    /// Does the work of a client's call when it is its turn.
    ///
    /// @throws HookRefusal 503 when that is not soon
    <T> T inTurn(String client, Supplier<T> work) {
        enter(client);
        try {
            return work.get();
        } finally {
            leave(client);
        }
    }

    private void enter(String client) {
        lock.lock();
        try {
            if (full(client) && !placeComes(client)) {
                metrics.counter("rationale.hooks.turned-away", "client", client).increment();
                throw HookRefusal.later(HookError.UNAVAILABLE, COME_AGAIN);
            }
            total.incrementAndGet();
            inside.merge(client, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /// No more wait than are inside.
    private boolean placeComes(String client) {
        if (waiting >= places) {
            return false;
        }
        waiting++;
        try {
            var nanos = within.toNanos();
            while (full(client) && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
            return !full(client);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting--;
        }
    }

    private boolean full(String client) {
        var share = clients.getAsInt() > 1 ? (places + 1) / 2 : places;
        return total.get() >= places || inside.getOrDefault(client, 0) >= share;
    }

    private void leave(String client) {
        lock.lock();
        try {
            total.decrementAndGet();
            inside.merge(client, -1, (had, one) -> had + one == 0 ? null : had + one);
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How many wait for their turn.
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }
}
