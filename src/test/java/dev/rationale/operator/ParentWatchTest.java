package dev.rationale.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
    private static final int BEYOND_ONE_LOOK_MILLIS = 1200;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Process parent;

    @BeforeEach
    void start_a_parent() throws Exception {
        parent = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end_it() throws Exception {
        parent.destroyForcibly().waitFor();
    }

    @Test
    void stays_while_the_parent_lives_and_ends_soon_after_it_was_killed() throws Exception {
        watch(Optional.of(parent.pid()));
        assertThat(ended.await(BEYOND_ONE_LOOK_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
        parent.destroyForcibly().waitFor();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ends_when_the_parent_is_already_gone_at_the_start() throws Exception {
        parent.destroyForcibly().waitFor();
        watch(Optional.of(parent.pid()));
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void watches_nobody_unless_told_to() throws Exception {
        watch(Optional.empty());
        parent.destroyForcibly().waitFor();
        assertThat(ended.await(BEYOND_ONE_LOOK_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void does_not_end_a_service_that_is_already_stopping() throws Exception {
        var watch = watch(Optional.of(parent.pid()));
        watch.stop(new ShutdownEvent());
        parent.destroyForcibly().waitFor();
        assertThat(ended.await(BEYOND_ONE_LOOK_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
    }

    private ParentWatch watch(Optional<Long> id) {
        var watch = new ParentWatch(id, ended::countDown);
        watch.start(new StartupEvent());
        return watch;
    }
}
