package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Sixty-four clinicians at once: each calls about one patient after the other, gets a card, answers it, and remembers
/// what was acknowledged.
final class Load {
    private static final int CALLERS = 64;
    private static final String SOMEBODY = "somebody-under-load";

    /// A decision whose card arrived, and whether the answer to it was acknowledged.
    record Acknowledged(String decision, boolean feedback) {}

    private final RunningService service;
    private final String body;
    private final Duration pause;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private final List<Thread> callers = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private volatile boolean going = true;

    Load(RunningService service, Duration pause) {
        this.service = service;
        this.pause = pause;
        var ehr = new HookClient(service);
        this.body = ehr.somebody(SOMEBODY, "high-risk").toString();
    }

    Load start() {
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(Thread.ofVirtual().start(this::callAndAnswer));
        }
        awaitFirst();
        return this;
    }

    /// A service that has just begun on a busy machine may take a while.
    private void awaitFirst() {
        for (int turn = 0; turn < 600 && acknowledged.isEmpty(); turn++) {
            RunningService.pause(Duration.ofMillis(100));
        }
    }

    Load stop() {
        going = false;
        for (var caller : callers) {
            try {
                assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        return this;
    }

    private void callAndAnswer() {
        while (going) {
            var patient = UUID.randomUUID().toString();
            post("/cds-services/kfre-ckd", body.replace(SOMEBODY, patient)).ifPresent(this::answer);
            RunningService.pause(pause);
        }
    }

    private void answer(String answered) {
        var card = parsed(answered).at("/cards/0");
        if (card.isMissingNode()) {
            // On a machine that is too busy a decision comes too late for its card: a good answer, to which there is
            // nothing to say.
            return;
        }
        var decision = card.at("/extension/dev.rationale.explanation/decision").asText();
        var item = FeedbackIT.item(card.path("uuid").asText(), "overridden");
        var kept =
                post("/cds-services/kfre-ckd/feedback", FeedbackIT.batch(item).toString());
        acknowledged.add(new Acknowledged(decision, kept.isPresent()));
    }

    private Optional<String> post(String path, String content) {
        var request = HttpRequest.newBuilder(URI.create(service.base() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return Optional.of(answer.body());
            }
            refused.add(answer.statusCode() + " " + answer.body());
        } catch (IOException notAnswered) {
            brokenOff.incrementAndGet();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return Optional.empty();
    }

    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<String> refused() {
        return List.copyOf(refused);
    }

    int brokenOff() {
        return brokenOff.get();
    }

    /// Every decision and every feedback that was acknowledged is in the journal, and once only.
    void assertKept(RunningService restarted) {
        assertThat(acknowledged).isNotEmpty();
        assertThat(refused).isEmpty();
        var ehr = new HookClient(restarted);
        for (var one : acknowledged) {
            var kept = ehr.decision(one.decision());
            assertThat(kept.path("outcome").asText()).as(one.decision()).isEqualTo("scored");
            assertThat(kept.path("feedback").size()).as(one.decision()).isBetween(one.feedback() ? 1 : 0, 1);
        }
        assertAudited(restarted);
    }

    /// Some of them: who asked is kept with the decision, and once only.
    private void assertAudited(RunningService restarted) {
        acknowledged.stream().limit(200).forEach(one -> {
            var events = parsed(given().get(restarted.base() + "/audit-events?entity=" + one.decision())
                    .asString());
            assertThat(events.path("entry").findValuesAsText("code").stream().filter("hook-call"::equals))
                    .as(one.decision())
                    .hasSize(1);
        });
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }
}
