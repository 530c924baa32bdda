package dev.rationale.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoringQueueTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final AtomicInteger clients = new AtomicInteger(1);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Thread> inside = new ArrayList<>();

    private ScoringQueue queue(int places, Duration within) {
        return new ScoringQueue(places, within, clients::get, metrics);
    }

    /// A call that stays inside until it may go on.
    private void stay(ScoringQueue queue, String client) throws InterruptedException {
        var entered = new CountDownLatch(1);
        inside.add(Thread.ofVirtual()
                .start(() -> queue.inTurn(client, () -> {
                    entered.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                    return true;
                })));
        entered.await();
    }

    @AfterEach
    void end() throws InterruptedException {
        goOn.countDown();
        for (var one : inside) {
            one.join();
        }
    }

    private static boolean answers(ScoringQueue queue, String client) {
        try {
            return queue.inTurn(client, () -> true);
        } catch (HookRefusal refusal) {
            assertThat(refusal.error()).isEqualTo(HookError.UNAVAILABLE);
            assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
            return false;
        }
    }

    @Test
    void turns_a_call_away_when_no_place_comes_in_time() throws InterruptedException {
        var queue = queue(2, SHORT);
        stay(queue, "a");
        assertThat(answers(queue, "a")).isTrue();
        stay(queue, "a");
        assertThat(answers(queue, "a")).isFalse();
        assertThat(metrics.counter("rationale.hooks.turned-away", "client", "a").count())
                .isEqualTo(1);
    }

    @Test
    void lets_a_call_in_that_waited_for_its_turn() throws InterruptedException {
        var queue = queue(1, Duration.ofSeconds(20));
        stay(queue, "a");
        var answered = new AtomicInteger();
        var waiting = Thread.ofVirtual().start(() -> answered.addAndGet(answers(queue, "a") ? 1 : 0));
        while (queue.waiting() == 0) {
            Thread.sleep(1);
        }
        assertThat(answered).hasValue(0);
        goOn.countDown();
        waiting.join();
        assertThat(answered).hasValue(1);
    }

    @Test
    void lets_no_more_wait_than_are_inside() throws InterruptedException {
        var queue = queue(1, Duration.ofSeconds(20));
        stay(queue, "a");
        var waiting = Thread.ofVirtual().start(() -> answers(queue, "a"));
        while (queue.waiting() == 0) {
            Thread.sleep(1);
        }
        var start = System.nanoTime();
        assertThat(answers(queue, "a")).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        goOn.countDown();
        waiting.join();
    }

    @Test
    void gives_one_of_several_clients_no_more_than_half_of_the_places() throws InterruptedException {
        clients.set(2);
        var queue = queue(4, SHORT);
        stay(queue, "a");
        stay(queue, "a");
        assertThat(answers(queue, "a")).isFalse();
        assertThat(answers(queue, "b")).isTrue();
        stay(queue, "b");
        stay(queue, "b");
        assertThat(answers(queue, "c")).isFalse();
    }

    @Test
    void gives_a_place_back_when_the_work_fails() {
        var queue = queue(1, SHORT);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> queue.inTurn("a", () -> {
                    throw new IllegalStateException();
                }));
        assertThat(answers(queue, "a")).isTrue();
    }
}
