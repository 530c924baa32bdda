package dev.rationale.catalog;

import dev.rationale.cdshooks.Link;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What [CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/#card-attributes) asks of a card's source, links, override
/// reasons and system actions, as far as a folder fixes them.
final class CardRules {
    private static final int LONGEST_TOPIC = 100;
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1");

    private final DecisionService service;
    private final Checklist findings;

    CardRules(DecisionService service, Checklist findings) {
        this.service = service;
        this.findings = findings;
    }

    void check() {
        source();
        for (var i = 0; i < service.card().links().size(); i++) {
            link("card.links[" + i + "]", service.card().links().get(i));
        }
        for (var reason : service.card().overrideReasons()) {
            findings.expect(
                    notBlank(reason.display()) && notBlank(reason.system()),
                    "card.overrideReasons",
                    "`" + reason.code() + "` lacks system or display.",
                    "CDS Hooks asks for both.");
        }
        systemActions();
    }

    private void source() {
        var source = service.card().source();
        address("card.source.url", source.url());
        address("card.source.icon", source.icon());
        var topic = source.topic();
        if (topic != null) {
            findings.expect(
                    topic.code().length() <= LONGEST_TOPIC && notBlank(topic.system()),
                    "card.source.topic",
                    "A topic has a system and a code of at most " + LONGEST_TOPIC + " characters.",
                    "Clients key their lock-out on it: choose it once and keep it.");
        }
    }

    private void link(String path, Link link) {
        address(path + ".url", link.url());
        findings.expect(
                link.appContext() == null || link.type() == Link.Type.SMART,
                path + ".appContext",
                "Only a link to a SMART app has an appContext.",
                "Leave it out, or write `type: smart`.");
        var context = link.appContext();
        findings.expect(
                !Boolean.TRUE.equals(link.autolaunchable())
                        || (link.type() == Link.Type.SMART && context != null && context.contains("{decision}")),
                path + ".autolaunchable",
                "A card whose link is launched by itself may never be seen.",
                "Launch only a SMART app that says what the card says: give it `appContext` with {decision}.");
    }

    /// Absolute, and https except on this machine.
    private void address(String path, @Nullable String text) {
        if (text == null) {
            return;
        }
        var absolute = false;
        try {
            var uri = new URI(text);
            absolute = uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && HERE.contains(uri.getHost())));
        } catch (URISyntaxException notAnAddress) {
            absolute = false;
        }
        findings.expect(absolute, path, "This is no absolute https address.", "Write https://….");
    }

    private void systemActions() {
        service.notices()
                .forEach((name, notice) ->
                        systemActions("notices." + name + ".systemActions", notice.systemActions(), false));
        for (var i = 0; i < service.bands().size(); i++) {
            systemActions(
                    "bands[" + i + "].systemActions", service.bands().get(i).systemActions(), true);
        }
    }

    private void systemActions(String path, List<String> named, boolean scored) {
        if (named.isEmpty()) {
            return;
        }
        findings.known(path, Set.copyOf(named), service.suggestions().keySet(), "suggestion");
        var agreement = service.systemActions();
        findings.expect(
                agreement != null && !agreement.agreedWith().isEmpty(),
                path,
                "System actions are carried out without being shown to anybody.",
                "Name in `systemActions.agreedWith` the clients with which they were agreed on, or suggest them.");
        findings.expect(
                !scored || (agreement != null && agreement.besideScores()),
                path,
                "A band is a scored decision, and a score acts only through people.",
                "Make it a suggestion, or declare `systemActions.besideScores: true`.");
    }

    private static boolean notBlank(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
