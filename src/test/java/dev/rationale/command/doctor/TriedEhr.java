package dev.rationale.command.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.rationale.Folders;
import dev.rationale.catalog.DecisionService;
import dev.rationale.client.Ehr;
import dev.rationale.client.FhirBase;
import dev.rationale.client.ForbiddenAddresses;
import dev.rationale.context.ContextSettings;
import dev.rationale.context.FhirHost;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// An EHR whose answers a test spoils one by one, and what the doctor says about it.
final class TriedEhr implements HttpHandler {
    static final String PATIENT = "canary-patient";
    static final String SCOPES = "user/Patient.read user/Observation.read user/Condition.rs patient/Procedure.rs"
            + " user/ServiceRequest.read openid";

    private static final String CAPABILITIES = """
            {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","resource":[
              {"type":"Patient","interaction":[{"code":"read"}]},
              {"type":"Observation","interaction":[{"code":"search-type"}],
               "searchParam":[{"name":"patient"},{"name":"code"}]},
              {"type":"Condition","interaction":[{"code":"search-type"}],"searchParam":[{"name":"patient"}]},
              {"type":"Procedure","interaction":[{"code":"search-type"}],
               "searchParam":[{"name":"patient"},{"name":"code"}]},
              {"type":"ServiceRequest","interaction":[{"code":"search-type"}],
               "searchParam":[{"name":"patient"},{"name":"status"}]}]}]}
            """;

    private record Reply(int status, String body) {}

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    final Ehr keys = Ehr.es384("k1");
    final ObjectNode registration = keys.registration();
    List<DecisionService> offered = List.of(Folders.kfre());
    Clock clock = Clock.systemUTC();
    ForbiddenAddresses.Lookup lookup = InetAddress::getAllByName;

    TriedEhr() {
        set("/fhir/metadata", 200, CAPABILITIES);
        set("/fhir/.well-known/smart-configuration", 200, "{\"capabilities\":[\"permission-v1\",\"permission-v2\"]}");
        set("/fhir/Patient/" + PATIENT, 200, "{\"resourceType\":\"Patient\",\"id\":\"" + PATIENT + "\"}");
        for (var type : List.of("Observation", "Condition", "Procedure", "ServiceRequest")) {
            set("/fhir/" + type, 200, rows(type, "Patient/" + PATIENT, "Patient/" + PATIENT));
        }
    }

    static String rows(String type, String... subjects) {
        var bundle = Ehr.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
        var entries = bundle.putArray("entry");
        for (var subject : subjects) {
            var resource = entries.addObject().putObject("resource").put("resourceType", type);
            resource.putObject("subject").put("reference", subject);
        }
        return bundle.toString();
    }

    static String capabilities(String instead, String of) {
        return CAPABILITIES.replace(of, instead);
    }

    /// @param path of the request, without its query
    void set(String path, int status, String body) {
        replies.put(path, new Reply(status, body));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var reply = replies.getOrDefault(exchange.getRequestURI().getPath(), new Reply(404, "not here"));
        if (reply.status() / 100 == 3) {
            exchange.getResponseHeaders().set("Location", reply.body());
        }
        FhirHost.send(exchange, reply.status(), reply.body());
    }

    TriedEhr at(FhirBase base) {
        var written = registration
                .putArray("fhirBases")
                .addObject()
                .put("url", base.url().toString());
        Map<String, Object> files = new java.util.HashMap<>();
        files.put("proxy", base.way().proxy());
        files.put("certificateAuthority", base.way().certificateAuthority());
        files.put("clientCertificate", base.way().clientCertificate());
        files.put("clientKey", base.way().clientKey());
        files.forEach((name, value) -> {
            if (value != null) {
                written.put(name, value.toString());
            }
        });
        return this;
    }

    /// A token that names its scopes.
    static String token(String scope, long expiry) {
        var claims = "{\"scope\":\"" + scope + "\",\"exp\":" + expiry + "}";
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".canary";
    }

    static String goodToken() {
        return token(SCOPES, 32_503_680_000L);
    }

    Said examined() {
        return examined(new Doctor.Access(null, goodToken(), null, PATIENT));
    }

    Said examined(Doctor.Access access) {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(ContextSettings.class)
                .withDefaultValue("rationale.context.connect-within", "PT2S")
                .build()
                .getConfigMapping(ContextSettings.class);
        var steps = new ArrayList<Step>();
        try (var doctor =
                new Doctor(Ehr.client(registration), offered, settings, Duration.ofSeconds(5), lookup, clock)) {
            doctor.examine(access, steps::add);
        }
        return new Said(steps);
    }

    /// What the doctor said.
    record Said(List<Step> steps) {
        /// What was found wrong, by the part of the step's name that follows the server.
        List<String> wrong() {
            return steps.stream()
                    .filter(Step::isWrong)
                    .map(step -> step.name().replaceFirst("^(FHIR|keys) \\S+, ", ""))
                    .toList();
        }

        Step step(String what) {
            return steps.stream()
                    .filter(step -> step.name().endsWith(what))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(what + " is not among " + steps));
        }
    }
}
