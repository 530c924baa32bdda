package dev.rationale.command.doctor;

import dev.rationale.command.doctor.FhirNeeds.Need;
import dev.rationale.context.Scopes;
import dev.rationale.context.Scopes.Coverage;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a token's scopes cover what prefetch needs.
final class TokenCheck {
    private final Clock clock;

    TokenCheck(Clock clock) {
        this.clock = clock;
    }

    void check(Server server, @Nullable AccessToken token, List<Need> needs, Consumer<Step> report) {
        var step = server.step("token scopes");
        if (token == null) {
            report.accept(Step.notTried(
                    step, "No token is given.", "Give one as the EHR passes it with --token TOKEN (`-` reads it)."));
            return;
        }
        var expired = token.expiry().filter(expiry -> expiry.isBefore(clock.instant()));
        if (expired.isPresent()) {
            report.accept(Step.wrong(step, "The token expired at " + expired.get() + ".", "Get a new one."));
        }
        report.accept(token.scope()
                .map(scope -> covered(step, scope, needs))
                .orElseGet(() -> Step.notTried(
                        step,
                        "The token does not name its scopes.",
                        "Give them as the token's answer named them, with --scope.")));
    }

    private static Step covered(String step, String scope, List<Need> needs) {
        var lacking = needs.stream()
                .filter(need -> Scopes.of(scope, need.type(), "") == Coverage.NONE)
                .map(Need::type)
                .toList();
        if (!lacking.isEmpty()) {
            return Step.wrong(
                    step,
                    "The scopes do not cover " + String.join(", ", lacking) + ": these are not asked for.",
                    "Have the EHR add "
                            + needs.stream()
                                    .filter(need -> lacking.contains(need.type()))
                                    .map(need -> need.smart1() + " (or " + need.smart2() + ")")
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        var partly = needs.stream()
                .filter(need -> need.queries().stream()
                        .anyMatch(query -> Scopes.of(scope, need.type(), query) == Coverage.PART))
                .map(Need::type)
                .toList();
        if (!partly.isEmpty()) {
            return Step.wrong(
                    step,
                    "Scopes with a query cover only a part of " + String.join(", ", partly)
                            + ": what they keep back is unknown, so these lists are incomplete.",
                    "Have the EHR grant the type without a query, or send these keys as prefetch.");
        }
        return Step.ok(step, "They let all " + needs.size() + " types that prefetch needs be read.");
    }
}
