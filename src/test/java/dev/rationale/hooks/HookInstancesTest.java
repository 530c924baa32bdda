package dev.rationale.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HookInstancesTest {
    private final HookInstances instances = new HookInstances();

    @Test
    void notes_a_hook_instance_that_the_same_client_used_before() {
        assertThat(instances.reused("a", "kfre", "1")).isFalse();
        assertThat(instances.reused("a", "kfre", "1")).isTrue();
        assertThat(instances.reused("a", "kfre", "2")).isFalse();
    }

    /// One hook that fires may call several services, and clients choose without knowing of each other.
    @Test
    void another_service_or_client_may_have_the_same_one() {
        assertThat(instances.reused("a", "kfre", "1")).isFalse();
        assertThat(instances.reused("a", "other", "1")).isFalse();
        assertThat(instances.reused("b", "kfre", "1")).isFalse();
    }

    @Test
    void forgets_the_oldest_so_that_it_never_grows() {
        assertThat(instances.reused("a", "kfre", "first")).isFalse();
        for (var i = 0; i < 10_000; i++) {
            assertThat(instances.reused("a", "kfre", String.valueOf(i))).isFalse();
        }
        assertThat(instances.reused("a", "kfre", "9999")).isTrue();
        assertThat(instances.reused("a", "kfre", "first")).isFalse();
    }
}
