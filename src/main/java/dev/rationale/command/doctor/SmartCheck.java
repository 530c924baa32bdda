package dev.rationale.command.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;

/// What a FHIR server says about its tokens
/// ([SMART App Launch](https://hl7.org/fhir/smart-app-launch/conformance.html)). Calls bring their token with them, so
/// that a server may do without.
final class SmartCheck {
    private static final int LARGEST = 1 << 20;
    private final Web web;

    SmartCheck(Web web) {
        this.web = web;
    }

    Step check(Server server, HttpClient client) {
        var step = server.step("smart-configuration");
        var url = URI.create(server.url() + "/.well-known/smart-configuration");
        return switch (web.get(client, url, "application/json", LARGEST)) {
            case Web.Answer.Nothing(String finding, String advice) -> Step.wrong(step, finding, advice);
            case Web.Answer.Came came
            when came.status() == 404 || came.status() == 410 ->
                Step.ok(step, "There is none; a call brings its token with it.");
            case Web.Answer.Came came when came.status() != 200 -> Web.status(step, came);
            case Web.Answer.Came came
            when came.document().isMissingNode() ->
                Step.wrong(step, "What it answers is no JSON.", "Ask the server's people what stands in front of it.");
            case Web.Answer.Came came -> Step.ok(step, spoken(came.document()));
        };
    }

    private static String spoken(JsonNode configuration) {
        var spellings = new ArrayList<String>();
        for (var one : configuration.path("capabilities")) {
            if (one.asText("").matches("permission-v[12]")) {
                spellings.add("SMART " + one.asText("").substring("permission-v".length()));
            }
        }
        return spellings.isEmpty()
                ? "It does not say how its scopes are spelt."
                : "Its scopes are spelt as in " + String.join(" and ", spellings) + ".";
    }
}
