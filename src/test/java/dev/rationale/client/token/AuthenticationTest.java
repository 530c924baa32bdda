package dev.rationale.client.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.Later;
import dev.rationale.client.ClientDatabase;
import dev.rationale.client.Ehr;
import dev.rationale.client.registration.RegistrationFile;
import dev.rationale.client.registration.Registrations;
import dev.rationale.client.token.Authentication.Finding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the header to the caller, against a real PostgreSQL.
class AuthenticationTest {
    private static final RegistrationFile NO_FILE = new RegistrationFile(Optional::empty, true);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Ehr EHR = Ehr.es384("key-1");

    private final Later clock = new Later(NOW);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ClientDatabase database = ClientDatabase.migrated();
    private final Registrations registrations = new Registrations(NO_FILE, database, clock, true);
    private final Authentication production = new Authentication(registrations, database, metrics, clock, false);
    private final Authentication dev = new Authentication(registrations, database, metrics, clock, true);

    @BeforeEach
    void start() {
        registrations.refresh();
        production.start();
        dev.start();
    }

    @AfterEach
    void stop() {
        production.stop();
        dev.stop();
    }

    private void register(ObjectNode registration) {
        assertThat(registrations.put("ehr", registration)).isInstanceOf(Registrations.Outcome.Done.class);
    }

    private static Finding call(Authentication authentication, String... authorization) {
        return authentication.caller(List.of(authorization), Ehr.ENDPOINT);
    }

    private static Finding refused(TokenFault fault) {
        return new Finding.Refused(fault);
    }

    @Test
    void knows_the_client_and_the_tenant_of_a_token() {
        register(EHR.registration());
        var claims = Ehr.claims(NOW).put("tenant", "north").toString();
        assertThat(call(production, "Bearer " + EHR.sign(EHR.header().toString(), claims)))
                .isInstanceOfSatisfying(Finding.Known.class, known -> {
                    assertThat(known.caller().name()).isEqualTo("ehr");
                    assertThat(known.caller().tenant()).isEqualTo("north");
                });
        assertThat(call(production, "bearer " + EHR.token(NOW))).isInstanceOf(Finding.Known.class);
    }

    @Test
    void refuses_calls_without_a_token_and_with_two() {
        register(EHR.registration());
        assertThat(call(production)).isEqualTo(refused(TokenFault.NO_TOKEN));
        assertThat(call(production, "")).isEqualTo(refused(TokenFault.NO_TOKEN));
        assertThat(call(production, "Basic " + EHR.token(NOW))).isEqualTo(refused(TokenFault.NO_TOKEN));
        assertThat(call(production, EHR.token(NOW))).isEqualTo(refused(TokenFault.NO_TOKEN));
        assertThat(call(production, "Bearer " + EHR.token(NOW), "Bearer " + EHR.token(NOW)))
                .isEqualTo(refused(TokenFault.NO_TOKEN));
        assertThat(call(production, "Bearer")).isEqualTo(refused(TokenFault.NO_TOKEN));
        assertThat(call(production, "Bearer  ")).isEqualTo(refused(TokenFault.MALFORMED));
    }

    @Test
    void refuses_a_token_of_more_than_8_kibibytes() {
        register(EHR.registration());
        assertThat(call(production, "Bearer " + withPadding(7000))).isEqualTo(refused(TokenFault.TOO_LONG));
        assertThat(call(production, "Bearer " + withPadding(5000))).isInstanceOf(Finding.Known.class);
    }

    private static String withPadding(int length) {
        return EHR.sign(
                EHR.header().toString(),
                Ehr.claims(NOW).put("padding", "p".repeat(length)).toString());
    }

    @Test
    void refuses_issuers_that_nobody_registered() {
        register(EHR.registration());
        var claims = Ehr.claims(NOW).put("iss", "https://ehr.example.org").toString();
        assertThat(call(production, "Bearer " + EHR.sign(EHR.header().toString(), claims)))
                .isEqualTo(refused(TokenFault.UNKNOWN_ISSUER));
        var none = Ehr.claims(NOW).without("iss").toString();
        assertThat(call(production, "Bearer " + EHR.sign(EHR.header().toString(), none)))
                .isEqualTo(refused(TokenFault.UNKNOWN_ISSUER));
    }

    @Test
    void refuses_a_token_that_was_used_before() {
        register(EHR.registration());
        var token = "Bearer " + EHR.token(NOW);
        assertThat(call(production, token)).isInstanceOf(Finding.Known.class);
        assertThat(call(production, token)).isEqualTo(refused(TokenFault.USED_BEFORE));
        assertThat(call(dev, token)).as("on another node").isEqualTo(refused(TokenFault.USED_BEFORE));
    }

    @Test
    void does_not_use_up_a_token_that_it_refused() {
        register(EHR.registration());
        var claims = Ehr.claims(NOW).toString();
        var stranger = Ehr.es384("key-1");
        assertThat(call(production, "Bearer " + stranger.sign(EHR.header().toString(), claims)))
                .isEqualTo(refused(TokenFault.WRONG_SIGNATURE));
        assertThat(call(production, "Bearer " + EHR.sign(EHR.header().toString(), claims)))
                .isInstanceOf(Finding.Known.class);
    }

    @Test
    void lets_everybody_in_in_dev_until_somebody_is_registered() {
        assertThat(call(dev))
                .isInstanceOfSatisfying(
                        Finding.Known.class,
                        known -> assertThat(known.caller().client().isOpen()).isTrue());
        assertThat(call(production)).isEqualTo(refused(TokenFault.NO_TOKEN));
        register(EHR.registration());
        assertThat(call(dev)).isEqualTo(refused(TokenFault.NO_TOKEN));
        assertThat(call(dev, "Bearer " + EHR.token(NOW))).isInstanceOf(Finding.Known.class);
    }

    @Test
    void asks_to_come_again_while_it_cannot_know_who_is_registered() {
        database.cut(true);
        var unsure = new Registrations(NO_FILE, database, clock, true);
        unsure.refresh();
        var authentication = new Authentication(unsure, database, metrics, clock, true);
        assertThat(call(authentication, "Bearer " + EHR.token(NOW))).isEqualTo(new Finding.NotKnownYet());
        assertThat(call(authentication)).isEqualTo(refused(TokenFault.NO_TOKEN));
    }

    @Test
    void holds_a_client_to_its_rate_and_counts_only_tokens_that_are_its_own() {
        var registration = EHR.registration();
        registration.putObject("rate").put("perSecond", 1).put("burst", 2);
        register(registration);
        var stranger = Ehr.es384("key-1");
        for (var i = 0; i < 10; i++) {
            assertThat(call(production, "Bearer " + stranger.token(NOW)))
                    .isEqualTo(refused(TokenFault.WRONG_SIGNATURE));
        }
        assertThat(call(production, "Bearer " + EHR.token(NOW))).isInstanceOf(Finding.Known.class);
        assertThat(call(production, "Bearer " + EHR.token(NOW))).isInstanceOf(Finding.Known.class);
        assertThat(call(production, "Bearer " + EHR.token(NOW)))
                .isInstanceOfSatisfying(
                        Finding.TooMany.class,
                        tooMany ->
                                assertThat(tooMany.untilNext()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));
    }

    @Test
    void does_not_use_up_a_token_that_came_too_early() throws Exception {
        var registration = EHR.registration();
        registration.putObject("rate").put("perSecond", 1).put("burst", 1);
        register(registration);
        assertThat(call(production, "Bearer " + EHR.token(NOW))).isInstanceOf(Finding.Known.class);
        var token = "Bearer " + EHR.token(NOW);
        assertThat(call(production, token)).isInstanceOf(Finding.TooMany.class);
        Thread.sleep(1100);
        assertThat(call(production, token)).isInstanceOf(Finding.Known.class);
    }

    @Test
    void counts_each_refusal_by_client_and_reason() {
        register(EHR.registration());
        assertThat(call(production)).isEqualTo(refused(TokenFault.NO_TOKEN));
        clock.by(Duration.ofMinutes(10));
        assertThat(call(production, "Bearer " + EHR.token(NOW))).isEqualTo(refused(TokenFault.EXPIRED));
        assertThat(refusals("unknown", "no-token")).isEqualTo(1);
        assertThat(refusals("ehr", "expired")).isEqualTo(1);
    }

    private double refusals(String client, String reason) {
        return metrics.counter("rationale.client.refused", "client", client, "reason", reason)
                .count();
    }
}
