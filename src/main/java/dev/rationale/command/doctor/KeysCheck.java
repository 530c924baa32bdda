package dev.rationale.command.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.client.CdsClient;
import dev.rationale.client.KeySet;
import dev.rationale.client.VerificationKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The key set a client publishes.
final class KeysCheck {
    /// As the service takes them.
    private static final int LARGEST = 256 << 10;

    private final Web web;
    private final ClockCheck clock;

    KeysCheck(Web web, ClockCheck clock) {
        this.web = web;
        this.clock = clock;
    }

    void check(Server server, CdsClient client, HttpClient http, Consumer<Step> report) {
        var step = server.step("key set");
        URI url = server.url();
        switch (web.get(http, url, "application/jwk-set+json, application/json", LARGEST)) {
            case Web.Answer.Nothing(String finding, String advice) -> report.accept(Step.wrong(step, finding, advice));
            case Web.Answer.Came came when came.status() != 200 -> report.accept(Web.status(step, came));
            case Web.Answer.Came came
            when !came.document().path("keys").isArray() ->
                report.accept(Step.wrong(
                        step,
                        "What it answers (" + came.type() + ") is no JSON Web Key Set.",
                        "Correct keys.url; it must answer an object with an array `keys`."));
            case Web.Answer.Came came -> {
                var reading = KeySet.read(came.document());
                report.accept(judged(step, reading.keys(), client, unusable(reading.problems(), came.document())));
                clock.check(server, came.date(), report);
            }
        }
    }

    /// What is wrong with keys for signatures; a set may hold keys of other purposes.
    private static List<String> unusable(Map<String, String> problems, JsonNode set) {
        return problems.entrySet().stream()
                .filter(problem -> !isForEncryption(problem.getKey(), set))
                .sorted(Map.Entry.comparingByKey())
                .map(problem -> problem.getKey() + ": " + problem.getValue())
                .toList();
    }

    private static boolean isForEncryption(String place, JsonNode set) {
        for (var i = 0; i < set.path("keys").size(); i++) {
            if (place.equals("keys[" + i + "]")) {
                return set.path("keys").get(i).path("use").asText("").equals("enc");
            }
        }
        return false;
    }

    /// Whether tokens can be verified with these keys.
    static Step judged(String step, KeySet keys, CdsClient client, List<String> unusable) {
        var algorithms = client.algorithms().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
        var fitting = new ArrayList<String>();
        var others = new ArrayList<String>();
        keys.all().forEach(key -> (fits(key, client) ? fitting : others).add(key.id()));
        if (fitting.isEmpty()) {
            return Step.wrong(
                    step,
                    "No key fits " + algorithms + " (" + keys.size() + " of another type, curve or alg). "
                            + String.join(" ", unusable),
                    "Have the EHR publish a key of the registered algorithms, or correct `algorithms`.");
        }
        if (!unusable.isEmpty()) {
            return Step.wrong(
                    step,
                    String.join(" ", unusable),
                    "Have that key mended or taken out: tokens that are signed with it are refused.");
        }
        var rest = others.isEmpty() ? "" : "; others: " + String.join(", ", others);
        return Step.ok(step, "For " + algorithms + " there is " + String.join(", ", fitting) + rest + ".");
    }

    private static boolean fits(VerificationKey key, CdsClient client) {
        return client.algorithms().stream().anyMatch(key::fits);
    }
}
