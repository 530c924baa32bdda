package dev.rationale.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final AtomicInteger told = new AtomicInteger();
    private final Delivery delivery = new Delivery(told::incrementAndGet);

    @Test
    void says_nothing_of_a_call_that_ended_well() {
        delivery.kept();
        assertThat(told).hasValue(0);
    }

    @Test
    void tells_once_of_a_client_that_hung_up_after_the_decision_was_kept() {
        delivery.kept();
        delivery.brokenOff();
        delivery.brokenOff();
        assertThat(told).hasValue(1);
    }

    @Test
    void tells_of_a_client_that_hung_up_earlier_only_when_the_decision_is_kept() {
        delivery.brokenOff();
        assertThat(told).hasValue(0);
        delivery.kept();
        assertThat(told).hasValue(1);
        delivery.brokenOff();
        assertThat(told).hasValue(1);
    }

    @Test
    void says_nothing_of_a_decision_that_was_never_kept() {
        delivery.brokenOff();
        delivery.brokenOff();
        assertThat(told).hasValue(0);
    }
}
