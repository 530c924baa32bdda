package dev.rationale.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Later;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A flood of refusals fills no disk.
class RefusalLimitTest {
    private final Later clock = new Later(Instant.parse("2026-11-24T10:00:00Z"));
    private final RefusalLimit limit = new RefusalLimit(clock, 3);

    @Test
    void notes_so_many_of_a_kind_in_a_minute_and_no_more() {
        for (int time = 0; time < 3; time++) {
            assertThat(limit.pass("forged")).hasValue(0);
        }
        assertThat(limit.pass("forged")).isEmpty();
        assertThat(limit.pass("another kind")).hasValue(0);
    }

    @Test
    void says_in_the_next_minute_how_many_were_left_out() {
        for (int time = 0; time < 10; time++) {
            var pass = limit.pass("forged");
            assertThat(pass.isPresent()).isEqualTo(time < 3);
        }
        clock.by(Duration.ofMinutes(1));
        assertThat(limit.pass("forged")).hasValue(7);
        assertThat(limit.pass("forged")).hasValue(0);
    }

    @Test
    void remembers_what_was_left_out_over_a_quiet_hour() {
        for (int time = 0; time < 5; time++) {
            var pass = limit.pass("forged");
            assertThat(pass.isPresent()).isEqualTo(time < 3);
        }
        clock.by(Duration.ofHours(1));
        assertThat(limit.pass("another kind")).hasValue(0);
        assertThat(limit.pass("forged")).hasValue(2);
    }
}
