package dev.rationale.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rationale.catalog.Catalog;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final String TRIAL = "rationale.silent.rules.trial.";

    private static Silence silence(Map<String, String> settings) {
        var mapped = new SmallRyeConfigBuilder()
                .withMapping(SilentSettings.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(SilentSettings.class);
        return new Silence(mapped, new Catalog(() -> Path.of("cds-services"), List.of()));
    }

    private static List<String> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "Practitioner/" + i).toList();
    }

    @Test
    void nobody_is_silent_without_a_rule() {
        assertThat(silence(Map.of()).holds("kfre-ckd", "north", "Practitioner/1"))
                .isFalse();
    }

    @Test
    void a_service_is_silent_for_everybody_where_nothing_else_is_named() {
        var silence = silence(Map.of(TRIAL + "services", "kfre-ckd"));
        assertThat(silence.holds("kfre-ckd", "north", "Practitioner/1")).isTrue();
        assertThat(silence.holds("kfre-ckd", "south", null)).isTrue();
        assertThat(silence.holds("another", "north", "Practitioner/1")).isFalse();
    }

    @Test
    void a_client_is_silent_alone() {
        var silence = silence(Map.of(TRIAL + "services", "kfre-ckd", TRIAL + "clients", "north,west"));
        assertThat(silence.holds("kfre-ckd", "west", "Practitioner/1")).isTrue();
        assertThat(silence.holds("kfre-ckd", "south", "Practitioner/1")).isFalse();
    }

    @Test
    void users_are_silent_by_name_and_so_is_whoever_may_be_one_of_them() {
        var silence = silence(Map.of(TRIAL + "users", "Practitioner/1,Practitioner/2"));
        assertThat(silence.holds("kfre-ckd", "north", "Practitioner/2")).isTrue();
        assertThat(silence.holds("kfre-ckd", "north", "Practitioner/3")).isFalse();
        assertThat(silence.holds("kfre-ckd", "north", null)).isTrue();
    }

    @Test
    void any_rule_is_enough() {
        var silence =
                silence(Map.of(TRIAL + "clients", "north", "rationale.silent.rules.more.users", "Practitioner/9"));
        assertThat(silence.holds("kfre-ckd", "north", "Practitioner/1")).isTrue();
        assertThat(silence.holds("kfre-ckd", "south", "Practitioner/9")).isTrue();
        assertThat(silence.holds("kfre-ckd", "south", "Practitioner/1")).isFalse();
    }

    @Test
    void a_share_of_the_users_is_silent_and_the_same_ones_after_every_start() {
        var settings = Map.of(TRIAL + "share", "0.3");
        var first = silence(settings);
        var second = silence(settings);
        var silent = users(10_000).stream()
                .filter(user -> first.holds("kfre-ckd", "north", user))
                .toList();
        assertThat(silent).allMatch(user -> second.holds("kfre-ckd", "north", user));
        // Four standard deviations of a share of 0.3 among 10,000.
        assertThat(silent.size() / 10_000.0).isCloseTo(0.3, within(0.0184));
    }

    @Test
    void a_larger_share_keeps_those_of_the_smaller_one() {
        var some = silence(Map.of(TRIAL + "share", "0.2"));
        var more = silence(Map.of(TRIAL + "share", "0.6"));
        assertThat(users(500))
                .filteredOn(user -> some.holds("kfre-ckd", "north", user))
                .isNotEmpty()
                .allMatch(user -> more.holds("kfre-ckd", "north", user));
    }

    @Test
    void refuses_a_share_that_is_none() {
        for (var share : List.of("1.01", "-0.1", "NaN")) {
            assertThatThrownBy(() -> silence(Map.of(TRIAL + "share", share))).hasMessageContaining(TRIAL + "share");
        }
        assertThat(silence(Map.of(TRIAL + "share", "1")).holds("kfre-ckd", "north", "Practitioner/1"))
                .isTrue();
        assertThat(silence(Map.of(TRIAL + "share", "0")).holds("kfre-ckd", "north", "Practitioner/1"))
                .isFalse();
    }
}
