package dev.rationale.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.CdsServices.CdsService;
import dev.rationale.client.CdsClient;
import dev.rationale.hooks.Discovery;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What an EHR's build team needs to know of one service.
final class EhrServicePart {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s)>\"'`\\]]+");
    private final DecisionService service;
    private final CdsClient client;

    EhrServicePart(DecisionService service, CdsClient client) {
        this.service = service;
        this.client = client;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("## " + service.title() + " (`" + service.id() + "`)");
        lines.add("");
        lines.add(service.description());
        lines.add("");
        for (var entry : new Discovery(client).of(List.of(service)).services()) {
            lines.add("On `" + entry.hook() + "`, as discovery has it:");
            lines.add("");
            lines.add("```json");
            lines.addAll(json(entry));
            lines.add("```");
            lines.add("");
        }
        lines.add("- required (412 without): " + EhrPage.code(service.required()));
        lines.add("- `source.topic`: " + topic());
        lines.add("- hosts of links on cards, for allow-lists: " + EhrPage.code(hosts()));
        lines.add("");
        reasons(lines);
        return lines;
    }

    private static List<String> json(CdsService entry) {
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(entry)
                    .lines()
                    .toList();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can be written", impossible);
        }
    }

    private String topic() {
        var topic = client.profile().source(service.card().source()).topic();
        return topic == null ? "none" : "`" + topic.code() + "` of `" + topic.system() + "`, always the same";
    }

    /// Of everything a card can lead to: its source, its links, and what its texts name.
    private Set<String> hosts() {
        var hosts = new TreeSet<String>();
        var source = service.card().source();
        add(source.url(), hosts);
        add(source.icon(), hosts);
        links().forEach(link -> add(link.path("url").asText(""), hosts));
        service.version().files().forEach((path, text) -> {
            if (path.endsWith(".md") && !path.contains("/")) {
                ADDRESS.matcher(text).results().forEach(found -> add(found.group(), hosts));
            }
        });
        return hosts;
    }

    private JsonNode links() {
        try {
            var file = new YAMLMapper().readTree(service.version().files().get("service.yaml"));
            return file.path("card").path("links");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("it was read before", impossible);
        }
    }

    private static void add(@org.jspecify.annotations.Nullable String address, Set<String> hosts) {
        try {
            var host = address == null ? null : URI.create(address).getHost();
            if (host != null) {
                hosts.add(host);
            }
        } catch (IllegalArgumentException aTemplate) {
            // An address that is made for each card has no host before.
        }
    }

    private void reasons(List<String> lines) {
        lines.add("| override reason | code | system |");
        lines.add("|---|---|---|");
        for (var reason : service.card().overrideReasons()) {
            lines.add("| " + reason.display() + " | `" + reason.code() + "` | " + reason.system() + " |");
        }
        lines.add("");
    }
}
