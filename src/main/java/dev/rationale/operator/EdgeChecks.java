package dev.rationale.operator;

import dev.rationale.client.Addresses;
import dev.rationale.operator.StartChecks.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/// Whether the service is reached as it should be: under its own https address, through proxies it knows, from pages
/// it knows.
final class EdgeChecks {
    private static final Set<String> TALKATIVE = Set.of("ALL", "TRACE", "DEBUG", "FINE", "FINER", "FINEST");

    private EdgeChecks() {}

    static List<Finding> findings(Config config) {
        var findings = new ArrayList<Finding>();
        var publicUrl = config.getOptionalValue("rationale.public-url", String.class);
        if (publicUrl.isEmpty()) {
            findings.add(new Finding(
                    "No public URL is set.",
                    "no token could be compared with the address it is for",
                    "set rationale.public-url to the https URL by which clients reach this service"));
        } else if (Addresses.secure(publicUrl.get(), false).isEmpty()) {
            findings.add(new Finding(
                    "The public URL is not a plain https URL.",
                    "patients' data would be sent in the clear, or no token would ever fit",
                    "set rationale.public-url to an https URL without a user, a query or a fragment"));
        }
        cors(config, findings);
        proxies(config, findings);
        if (TALKATIVE.contains(config.getOptionalValue("quarkus.log.level", String.class)
                .orElse("INFO")
                .toUpperCase(java.util.Locale.ROOT))) {
            findings.add(new Finding(
                    "Everything is logged.",
                    "libraries write what they are given into the log",
                    "set quarkus.log.level to INFO, and the level of one category to DEBUG where it is needed"));
        }
        return findings;
    }

    private static void cors(Config config, List<Finding> findings) {
        if (!truth(config, "quarkus.http.cors.enabled")) {
            return;
        }
        var origins = config.getOptionalValues("quarkus.http.cors.origins", String.class)
                .orElse(List.of());
        if (origins.isEmpty()
                || !origins.stream().allMatch(origin -> origin.matches("https://[A-Za-z0-9.-]+(:\\d{1,5})?"))) {
            findings.add(new Finding(
                    "Pages of any origin may call.",
                    "a page that a clinician happens to open could call in the clinician's browser",
                    "list each origin whole in quarkus.http.cors.origins, such as https://ehr.example.org, without *"
                            + " and without patterns; or switch quarkus.http.cors.enabled off"));
        }
        if (truth(config, "quarkus.http.cors.access-control-allow-credentials")) {
            findings.add(new Finding(
                    "Pages may send cookies along.",
                    "a page could act as whoever is signed in",
                    "remove quarkus.http.cors.access-control-allow-credentials; clients send tokens"));
        }
    }

    private static void proxies(Config config, List<Finding> findings) {
        var forwarded = truth(config, "quarkus.http.proxy.proxy-address-forwarding")
                || truth(config, "quarkus.http.proxy.allow-forwarded")
                || truth(config, "quarkus.http.proxy.allow-x-forwarded")
                || truth(config, "quarkus.http.proxy.use-proxy-protocol");
        var trusted = config.getOptionalValues("quarkus.http.proxy.trusted-proxies", String.class)
                .orElse(List.of());
        var anybody = trusted.stream().anyMatch(one -> one.contains("*") || one.endsWith("/0"));
        if (forwarded && (trusted.isEmpty() || anybody)) {
            findings.add(new Finding(
                    "Forwarded headers are believed from anybody.",
                    "a caller could pretend to come from another address",
                    "list your proxies in quarkus.http.proxy.trusted-proxies"));
        }
    }

    private static boolean truth(Config config, String name) {
        return config.getOptionalValue(name, Boolean.class).orElse(false);
    }
}
