package dev.rationale.client.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.client.CdsClient;
import dev.rationale.client.Ehr;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Throttle throttle = new Throttle(new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    private static CdsClient client(String name, int perSecond, int burst, String... tenants) {
        var registration = Ehr.es384("k").registration().put("issuer", name);
        registration.putObject("rate").put("perSecond", perSecond).put("burst", burst);
        if (tenants.length > 0) {
            var list = registration.putArray("tenants");
            for (var tenant : tenants) {
                list.add(tenant);
            }
        }
        return new dev.rationale.client.registration.RegistrationReader(true)
                .read(name, registration)
                .client()
                .orElseThrow();
    }

    private int taken(CdsClient client, String tenant, int calls) {
        var taken = 0;
        for (var i = 0; i < calls; i++) {
            taken += throttle.take(client, tenant).isEmpty() ? 1 : 0;
        }
        return taken;
    }

    @Test
    void lets_the_burst_pass_and_then_the_rate() {
        var client = client("a", 10, 20);
        assertThat(taken(client, null, 100)).isEqualTo(20);
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(taken(client, null, 100)).isEqualTo(5);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(taken(client, null, 100)).isEqualTo(20);
    }

    @Test
    void says_how_long_until_the_next_call() {
        var client = client("a", 10, 1);
        assertThat(throttle.untilNext(client, null)).isEmpty();
        assertThat(throttle.take(client, null)).isEmpty();
        assertThat(throttle.take(client, null)).contains(Duration.ofMillis(100));
        assertThat(throttle.untilNext(client, null)).contains(Duration.ofMillis(100));
    }

    @Test
    void takes_nothing_from_one_for_another() {
        assertThat(taken(client("a", 1, 5), null, 100)).isEqualTo(5);
        assertThat(taken(client("b", 1, 5), null, 100)).isEqualTo(5);
    }

    @Test
    void holds_each_registered_tenant_to_the_rate_and_all_others_together() {
        var tenants = client("a", 1, 5, "north", "south");
        assertThat(taken(tenants, "north", 100)).isEqualTo(5);
        assertThat(taken(tenants, "south", 100)).isEqualTo(5);
        var none = client("b", 1, 5);
        assertThat(taken(none, "north", 3) + taken(none, "south", 100)).isEqualTo(5);
    }

    @Test
    void follows_a_changed_registration() {
        assertThat(taken(client("a", 1, 5), null, 100)).isEqualTo(5);
        assertThat(taken(client("a", 1, 7), null, 100)).isEqualTo(7);
    }
}
