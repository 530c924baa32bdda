package dev.rationale.command.doctor;

import dev.rationale.catalog.DecisionService;
import dev.rationale.client.CdsClient;
import dev.rationale.client.ClientKeys;
import dev.rationale.hooks.Discovery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What can be wrong with a registration whose members are all well written.
final class RegistrationCheck {
    private static final String NAME = "registration";

    private RegistrationCheck() {}

    static List<Step> check(CdsClient client, Collection<DecisionService> offered) {
        var steps = new ArrayList<Step>();
        client.services().stream()
                .filter(id -> !id.equals(CdsClient.EVERY_SERVICE))
                .filter(id -> offered.stream().noneMatch(service -> service.id().equals(id)))
                .sorted()
                .forEach(id -> steps.add(Step.wrong(
                        NAME,
                        "It names the service " + id + ", and no such service is offered.",
                        "Correct `services`, or see with ./rationale check why the folder is not offered.")));
        offered.stream()
                .filter(service -> notFired(service, client))
                .forEach(service -> steps.add(Step.wrong(
                        NAME,
                        "It names the service " + service.id() + ", and "
                                + client.profile().title() + " fires none of its hooks ("
                                + String.join(", ", service.hooks()) + "): discovery does not list it.",
                        "Take it out of `services`, or correct `profile`.")));
        if (client.fhirBases().isEmpty()) {
            steps.add(Step.wrong(
                    NAME,
                    "It has no FHIR base: what a call's prefetch lacks cannot be had.",
                    "Register the EHR's base in `fhirBases`, exactly as calls name it in `fhirServer`."));
        }
        if (client.keys() instanceof ClientKeys.Inline inline) {
            steps.add(KeysCheck.judged(NAME + ", keys inline", inline.keys(), client, List.of()));
        }
        if (steps.stream().noneMatch(Step::isWrong)) {
            steps.addFirst(Step.ok(NAME, "Every member of it can be used."));
        }
        return steps;
    }

    private static boolean notFired(DecisionService service, CdsClient client) {
        return client.services().contains(service.id())
                && new Discovery(client).hooks(service).isEmpty();
    }
}
