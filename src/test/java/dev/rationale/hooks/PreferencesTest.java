package dev.rationale.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rationale.cdshooks.Handling;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.client.Caller;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreferencesTest {
    private final Preferences dev = new Preferences(true);
    private final Preferences production = new Preferences(false);

    @Test
    void a_caller_is_read_leniently_unless_it_asked_for_more() {
        assertThat(dev.handling(Caller.open(), List.of())).isEqualTo(Handling.LENIENT);
        assertThat(dev.handling(Caller.open(), List.of("return=minimal, handling=strict; x=y")))
                .isEqualTo(Handling.STRICT);
        assertThat(dev.handling(Caller.open(), List.of("return=minimal", "handling=lenient")))
                .isEqualTo(Handling.LENIENT);
    }

    @Test
    void the_header_says_nothing_in_production() {
        assertThat(production.handling(Caller.open(), List.of("handling=strict")))
                .isEqualTo(Handling.LENIENT);
        var caller = Caller.open();
        assertThat(production.answered(caller, List.of("rationale-profile=epic")))
                .isSameAs(caller);
    }

    @Test
    void in_dev_one_can_be_answered_as_another_kind_of_ehr() {
        assertThat(dev.answered(Caller.open(), List.of("rationale-profile=epic"))
                        .client()
                        .profile()
                        .id())
                .isEqualTo("epic");
        var caller = Caller.open();
        assertThat(dev.answered(caller, List.of())).isSameAs(caller);
        assertThatThrownBy(() -> dev.answered(Caller.open(), List.of("rationale-profile=no-such-ehr")))
                .isInstanceOf(HookRefusal.class);
    }
}
