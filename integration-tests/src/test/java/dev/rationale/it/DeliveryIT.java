package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whether an answer reached its client. The FHIR server here answers only when it is let.
@ExtendWith(SharedService.class)
class DeliveryIT {
    private final HookClient ehr;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch let = new CountDownLatch(1);
    private HttpServer fhir;

    DeliveryIT(HookClient ehr) {
        this.ehr = ehr;
    }

    @BeforeEach
    void start() throws IOException {
        fhir = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        fhir.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        fhir.createContext("/", exchange -> {
            asked.countDown();
            await(let);
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        fhir.start();
    }

    @AfterEach
    void stop() {
        let.countDown();
        fhir.stop(0);
    }

    @Test
    void says_that_an_answer_was_delivered() {
        var decision = ehr.decision(ehr.post(ehr.newcomer("high-risk")));
        assertThat(decision.path("delivered").asText()).isEqualTo("true");
    }

    @Test
    void says_that_a_client_hung_up_while_its_patient_was_gathered() throws IOException {
        var call = waiting("high-risk");
        hangUp(call);
        let.countDown();
        var decision = undelivered(call);
        assertThat(decision.path("outcome").asText()).isEqualTo("scored");
        assertThat(decision.path("shown").asBoolean()).isTrue();
        var whole = ehr.decision(decision.path("id").asText());
        assertThat(whole.path("delivered").asText()).isEqualTo("false");
    }

    @Test
    void says_that_a_client_hung_up_before_it_was_refused() throws IOException {
        var call = waiting("high-risk");
        ((ObjectNode) call.path("prefetch")).remove("kidney");
        hangUp(call);
        let.countDown();
        assertThat(undelivered(call).path("outcome").asText()).isEqualTo("refused");
    }

    @Test
    void goes_on_answering_others_after_a_client_hung_up() throws IOException {
        hangUp(waiting("high-risk"));
        let.countDown();
        assertThat(tree(ehr.post(ehr.newcomer("high-risk"))).path("cards")).hasSize(1);
    }

    /// A call for which an optional key must be asked for.
    private ObjectNode waiting(String like) {
        var call = ehr.newcomer(like);
        ((ObjectNode) call.path("prefetch")).remove("referrals");
        return call.put("fhirServer", "http://127.0.0.1:" + fhir.getAddress().getPort());
    }

    /// Sends a call, and hangs up without reading once the service is busy with it.
    private void hangUp(JsonNode call) throws IOException {
        var body = call.toString().getBytes(StandardCharsets.UTF_8);
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), ehr.service().port())) {
            var out = socket.getOutputStream();
            out.write(("POST /cds-services/kfre-ckd HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            await(asked);
        }
        RunningService.pause(Duration.ofMillis(200));
    }

    private JsonNode undelivered(JsonNode call) {
        for (int turn = 0; turn < 100; turn++) {
            var found = tree(
                    given().queryParam("hookInstance", call.path("hookInstance").asText())
                            .get(ehr.service().base() + "/journal/decisions"));
            if (found.at("/0/delivered").asText().equals("false")) {
                return found.get(0);
            }
            RunningService.pause(Duration.ofMillis(100));
        }
        throw new AssertionError("no decision says that it was not delivered");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
