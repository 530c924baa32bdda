package dev.rationale.command;

import dev.rationale.catalog.DecisionService;
import dev.rationale.client.CdsClient;
import dev.rationale.client.ClientKeys;
import dev.rationale.client.Endpoint;
import dev.rationale.client.PublicUrl;
import dev.rationale.client.VerificationKey;
import dev.rationale.client.Way;
import dev.rationale.command.doctor.FhirNeeds;
import dev.rationale.hooks.Discovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The one page that the EHR's build team needs, as Markdown. Nothing on it is secret.
final class EhrPage {
    /// A decision is kept before it is answered.
    private static final Duration KEEPING = Duration.ofMillis(500);

    private final CdsClient client;
    private final List<DecisionService> services;
    private final PublicUrl url;
    private final WordSettings settings;
    private final List<String> lines = new ArrayList<>();

    EhrPage(CdsClient client, List<DecisionService> offered, PublicUrl url, WordSettings settings) {
        this.client = client;
        this.services = new Discovery(client).listed(offered);
        this.url = url;
        this.settings = settings;
    }

    List<String> lines() {
        add("# CDS Hooks: how " + client.name() + " calls " + url.base());
        add("CDS Hooks 2.0.1, profile `" + client.profile().id() + "`"
                + (client.strict() ? ", read strictly: members the specification does not have are refused." : "."));
        endpoints();
        tokens();
        keys();
        fhir();
        services.forEach(service -> lines.addAll(new EhrServicePart(service, client).lines()));
        limits();
        trying();
        return lines;
    }

    private void endpoints() {
        add("## Addresses", "Each with the `aud` that a token for it may name, word for word.");
        lines.add("| what | address | `aud` |");
        lines.add("|---|---|---|");
        row("discovery", "GET", url.base() + "/cds-services", url.discovery());
        for (var service : services) {
            var address = url.base() + "/cds-services/" + service.id();
            row(service.title(), "POST", address, url.service(service.id()));
            row("its feedback", "POST", address + "/feedback", url.feedback(service.id()));
        }
        lines.add("");
        if (!client.audiences().isEmpty()) {
            add("Everywhere also taken as `aud`: " + code(client.audiences()) + ".");
        }
        if (services.isEmpty()) {
            add("No service is offered to this client.");
        }
    }

    private void row(String what, String method, String address, Endpoint endpoint) {
        lines.add("| " + what + " | " + method + " " + address + " | " + code(endpoint.audiences()) + " |");
    }

    private void tokens() {
        add("## The token of each call", "`Authorization: Bearer JWT`, a new one for each call, discovery included.");
        lines.add("- header: `typ` is `JWT`; `alg` is one of "
                + code(client.algorithms().stream().map(Enum::name).toList()) + "; `kid` names a registered key"
                + jku());
        lines.add("- `iss` is `" + client.issuer() + "`");
        lines.add("- `aud` is the address that is called, as listed above");
        lines.add("- `iat` and `exp`: at most " + client.longestLife().toSeconds() + " s apart; clocks may differ by "
                + client.clockSkew().toSeconds() + " s");
        lines.add("- `jti`: up to 256 characters, never used before");
        lines.add(
                client.tenants().isEmpty()
                        ? "- `tenant`: may be there"
                        : "- `tenant` is one of " + code(client.tenants()));
        add("", "A token that breaks a rule is answered with 401, and the answer does not say which rule.");
    }

    private String jku() {
        var jku = client.keys().jku();
        return jku == null ? "; no `jku`" : "; `jku`, if there is one, is `" + jku + "`";
    }

    private void keys() {
        add("## Keys");
        add(
                switch (client.keys()) {
                    case ClientKeys.Published published ->
                        "Read from " + published.url() + way(published.way())
                                + ", and kept; a new `kid` is fetched when a token first names it. RSA keys have 2048"
                                + " bits or more.";
                    case ClientKeys.Inline inline ->
                        "Registered by hand: "
                                + code(inline.keys().all().stream()
                                        .map(VerificationKey::id)
                                        .toList())
                                + ". Send the public part of a new key before it is used.";
                });
    }

    private void fhir() {
        add("## FHIR access");
        var needs = FhirNeeds.of(services);
        add(
                "What a call does not bring as prefetch is read over FHIR R4, with the token of `fhirAuthorization` and with"
                        + " these scopes (`patient/` in place of `user/` is taken too):");
        lines.add("| type | SMART 1 | SMART 2 | searched by |");
        lines.add("|---|---|---|---|");
        needs.forEach(need -> lines.add("| " + need.type() + " | `" + need.smart1() + "` | `" + need.smart2() + "` | "
                + String.join(", ", need.searched()) + " |"));
        lines.add("");
        if (client.fhirBases().isEmpty()) {
            add("No FHIR server is registered: each call must bring all of its prefetch.");
            return;
        }
        add("Asked are these servers alone, named in `fhirServer` exactly so:");
        client.fhirBases().forEach(base -> lines.add("- " + base.url() + way(base.way())));
        add("", "`/metadata` is not asked, redirects are not followed, next links only below the same base.");
    }

    private static String way(Way way) {
        var proxy = way.proxy();
        return (proxy == null
                        ? ", directly from the hosts of the service"
                        : ", by the proxy " + proxy.getHost() + ":" + proxy.getPort())
                + (way.certificateAuthority() == null ? "" : ", whose certificate a private authority signed")
                + (way.clientCertificate() == null ? "" : ", with a client certificate (mutual TLS)");
    }

    private void limits() {
        var hooks = settings.hooks();
        add("## Limits");
        lines.add("- " + client.rate().perSecond() + " calls each second on each node, "
                + client.rate().burst() + " at once; more are answered with 429 and `Retry-After`");
        lines.add("- a decision is made within " + hooks.answerWithin().toMillis()
                + " ms after the call came in, or there is no card; wait "
                + hooks.answerWithin().plus(KEEPING).toMillis() + " ms for the answer");
        lines.add("- FHIR is waited for until " + hooks.gatherWithin().toMillis() + " ms after the call came in");
        lines.add("- a body has at most " + hooks.maxBodyBytes() + " bytes (413)");
        lines.add("- 503 with `Retry-After`: too busy, try again");
        lines.add("");
    }

    private void trying() {
        add("## Trying it", "With a token as above in `$TOKEN`, made for the address that is called:");
        lines.add("```sh");
        lines.add("curl -H \"Authorization: Bearer $TOKEN\" " + url.base() + "/cds-services");
        services.stream().findFirst().ifPresent(service -> {
            lines.add("curl -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' \\");
            lines.add("  -d @request.json " + url.base() + "/cds-services/" + service.id());
        });
        add("```", "The answer's header `X-Correlation-Id` finds the call in our records.");
    }

    private void add(String... paragraphs) {
        for (var paragraph : paragraphs) {
            lines.add(paragraph);
            if (!paragraph.isEmpty()) {
                lines.add("");
            }
        }
    }

    static String code(Collection<String> texts) {
        return texts.stream().sorted().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
    }
}
