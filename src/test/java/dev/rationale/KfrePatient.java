package dev.rationale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.card.References;
import dev.rationale.card.Renderer;
import dev.rationale.card.Templates;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.ModelSpec;
import dev.rationale.cdshooks.Card;
import dev.rationale.context.Part;
import dev.rationale.decision.Decider;
import dev.rationale.decision.Decision;
import dev.rationale.explanation.Explainer;
import dev.rationale.feature.Feature;
import dev.rationale.feature.FeatureVector;
import dev.rationale.feature.Featurizer;
import dev.rationale.model.ModelRuntimes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A patient of the shipped service, by default one who gets a card: a man of 75, creatinine 1.8 mg/dL four days ago,
/// 1.75 and 1.7 before, urine albumin 250 mg/g a month ago, on 2026-11-24 at noon. Tests change one thing.
public final class KfrePatient {
    private final DecisionService service;
    private final Map<String, List<JsonNode>> rows = new LinkedHashMap<>();
    private final Map<String, Part> instead = new LinkedHashMap<>();
    private Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private String model;

    public KfrePatient() {
        this(Folders.kfre());
    }

    /// Of the service with something changed.
    public KfrePatient(DecisionService service) {
        this.service = service;
        this.model = service.model();
        service.prefetch().keySet().forEach(key -> rows.put(key, new ArrayList<>()));
        add("patient", Records.patient());
        add("kidney", Records.creatinine("c1", "2026-11-20", "1.8"));
        add("kidney", Records.creatinine("c2", "2026-06-20", "1.75"));
        add("kidney", Records.creatinine("c3", "2026-02-20", "1.7"));
        add("urine", Records.uacr("u1", "2026-10-20", "250"));
    }

    /// The rows under a prefetch key, to be changed.
    public List<JsonNode> rows(String key) {
        return rows.get(key);
    }

    /// The Patient, to be changed.
    public ObjectNode patient() {
        return (ObjectNode) rows("patient").getFirst();
    }

    /// The newest creatinine, to be changed.
    public ObjectNode newest() {
        return (ObjectNode) rows("kidney").getFirst();
    }

    public KfrePatient add(String key, JsonNode... added) {
        rows(key).addAll(Arrays.asList(added));
        return this;
    }

    /// These rows in place of those that are there.
    public KfrePatient only(String key, JsonNode... others) {
        rows(key).clear();
        return add(key, others);
    }

    /// What is known under a key in place of its rows.
    public KfrePatient knowing(String key, Part part) {
        instead.put(key, part);
        return this;
    }

    public KfrePatient unknown(String key) {
        return knowing(key, new Part.Unknown(Part.Why.NO_ACCESS, null));
    }

    /// The rows of a key as a list that was cut short at its older end.
    public KfrePatient cutShort(String key) {
        return knowing(key, new Part.Had(rows(key), false, true));
    }

    public KfrePatient at(String instant, String zone) {
        clock = Clock.fixed(Instant.parse(instant), ZoneId.of(zone));
        return this;
    }

    /// The features as another model version needs them.
    public KfrePatient model(String version) {
        model = version;
        return this;
    }

    public FeatureVector features() {
        var parts = new LinkedHashMap<String, Part>();
        rows.forEach((key, list) -> parts.put(key, new Part.Had(List.copyOf(list), true)));
        parts.putAll(instead);
        return new Featurizer(clock).compute(service, version(), parts);
    }

    public Feature feature(String name) {
        return features().get(name);
    }

    public Decision decision() {
        return new Decider(new ModelRuntimes(), new Explainer()).decide(service, features());
    }

    /// `scored`, or the code of the reason for which no number is given.
    public String verdict() {
        return switch (decision()) {
            case Decision.Scored _ -> "scored";
            case Decision.Withheld withheld -> withheld.reason().code();
        };
    }

    public List<Card> cards() {
        return new Renderer(new Templates())
                .render(service, UUID.randomUUID(), decision(), new References("Patient/p", "Practitioner/1", null));
    }

    private ModelSpec version() {
        return service.models().get(model);
    }
}
