package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that calls far beyond its rate does not make others wait. The load, the service and its database share one
/// machine, so phases with and without the flood take turns, and what counts is the median of the phases' 95th
/// percentiles: no phase is chosen, and one that is disturbed by something else decides nothing.
class FairnessIT {
    private static final int PHASES = 7;
    private static final int CALLS = 150;
    private static final int WARM_UP = 5;
    private static final int FLOODERS = 20;
    private static final Duration FLOODERS_PAUSE = Duration.ofMillis(50);

    @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS)
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger flooded = new AtomicInteger();
    private String base;
    private String body;

    @Test
    void one_clients_flood_leaves_anothers_95th_percentile_within_twice_its_quiet_value() throws Exception {
        var port = RunningService.freePort();
        base = "http://127.0.0.1:" + port;
        var quiet = SigningEhr.rs384("quiet", base);
        var flood = SigningEhr.rs384("flood", base);
        var registrations = JSON.createObjectNode();
        var unhindered = quiet.registration();
        unhindered.putObject("rate").put("perSecond", 1000);
        registrations.set("quiet", unhindered);
        var limited = flood.registration();
        limited.putObject("rate").put("perSecond", 10).put("burst", 10);
        registrations.set("flood", limited);
        try (var service =
                RunningService.start(data, port, "rationale.client.file=" + SigningEhr.file(data, registrations))) {
            body = withPrefetch(service, quiet);
            warmUp(quiet, flood);
            measure(quiet, flood);
        }
    }

    /// What is measured is a service that has run for a while: that it compiles what it does, refusals too, costs both
    /// cores for the first minute and is of no client's making.
    private void warmUp(SigningEhr quiet, SigningEhr flood) {
        for (var phase = 0; phase < WARM_UP; phase++) {
            assertThat(times(tokens(quiet, CALLS))).hasSize(CALLS);
            assertThat(besideTheFlood(quiet, flood)).isPositive();
        }
        refused.set(0);
        answered.set(0);
        flooded.set(0);
    }

    private void measure(SigningEhr quiet, SigningEhr flood) {
        var alone = new ArrayList<Double>();
        var beside = new ArrayList<Double>();
        for (var phase = 0; phase < PHASES; phase++) {
            alone.add(percentile95(times(tokens(quiet, CALLS))));
            beside.add(besideTheFlood(quiet, flood));
        }
        System.out.printf(
                "fairness: 95th percentiles of %d calls alone %s ms, beside the flood %s ms; medians %.1f and %.1f%n"
                        + "fairness: %d calls of the flood, %d refused with 429, %d answered%n",
                CALLS, alone, beside, median(alone), median(beside), flooded.get(), refused.get(), answered.get());
        assertThat(median(beside))
                .as("median 95th percentile beside the flood, of " + PHASES + " phases of " + CALLS + " calls")
                .isLessThanOrEqualTo(2 * median(alone));
        assertThat(flooded.get()).as("calls of the flood").isGreaterThan(PHASES * CALLS / 2);
        assertThat(refused.get()).as("of " + flooded + " calls of the flood").isGreaterThan(flooded.get() / 2);
        assertThat(answered.get()).as("the flood has its rate, and no less").isPositive();
    }

    private double besideTheFlood(SigningEhr quiet, SigningEhr flood) {
        var tokens = tokens(quiet, CALLS);
        var going = new AtomicBoolean(true);
        var flooders = Stream.generate(() -> tokens(flood, 10))
                .limit(FLOODERS)
                .map(some -> Thread.ofVirtual().start(() -> flood(some, going)))
                .toList();
        RunningService.pause(FLOODERS_PAUSE);
        var percentile = percentile95(times(tokens));
        going.set(false);
        join(flooders);
        return percentile;
    }

    private static void join(List<Thread> threads) {
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    /// A token that was refused for its client's rate is not used up, and is sent again.
    private void flood(List<String> tokens, AtomicBoolean going) {
        var next = 0;
        while (going.get()) {
            flooded.incrementAndGet();
            var status = status(tokens.get(next % tokens.size()));
            refused.addAndGet(status == 429 ? 1 : 0);
            answered.addAndGet(status == 200 ? 1 : 0);
            next += status == 429 ? 0 : 1;
            RunningService.pause(FLOODERS_PAUSE);
        }
    }

    /// In milliseconds.
    private List<Double> times(List<String> tokens) {
        return tokens.stream()
                .map(token -> {
                    var start = System.nanoTime();
                    assertThat(status(token)).isEqualTo(200);
                    return (System.nanoTime() - start) / 1e6;
                })
                .toList();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /// To a tenth.
    private static double percentile95(List<Double> times) {
        return Math.round(10 * times.stream().sorted().toList().get(times.size() * 95 / 100)) / 10.0;
    }

    private int status(String token) {
        var request = HttpRequest.newBuilder(URI.create(base + SigningEhr.SERVICE))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException brokenOff) {
            return 0;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static List<String> tokens(SigningEhr ehr, int count) {
        return Stream.generate(() -> ehr.token(SigningEhr.SERVICE)).limit(count).toList();
    }

    private static String withPrefetch(RunningService service, SigningEhr ehr) {
        var call = new HookClient(service).call("high-risk");
        call.remove("fhirServer");
        var prefetch = call.putObject("prefetch");
        Iterator<java.util.Map.Entry<String, com.fasterxml.jackson.databind.JsonNode>> templates = tree(ehr.discovery(
                        service.base()))
                .at("/services/0/prefetch")
                .properties()
                .iterator();
        while (templates.hasNext()) {
            var template = templates.next();
            var query = template.getValue()
                    .asText()
                    .replace("{{context.patientId}}", "high-risk")
                    .replace("|", "%7C");
            prefetch.set(
                    template.getKey(), tree(given().urlEncodingEnabled(false).get(service.fhir() + "/" + query)));
        }
        return call.toString();
    }
}
