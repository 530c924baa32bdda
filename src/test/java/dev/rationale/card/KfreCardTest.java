package dev.rationale.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rationale.Folders;
import dev.rationale.cdshooks.Card;
import dev.rationale.context.Part;
import dev.rationale.decision.Decider;
import dev.rationale.decision.Decision;
import dev.rationale.explanation.Explainer;
import dev.rationale.feature.Featurizer;
import dev.rationale.model.ModelRuntimes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KfreCardTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private final Map<String, List<JsonNode>> rows = new LinkedHashMap<>();

    KfreCardTest() throws Exception {
        for (var key : List.of("patient", "kidney", "urine", "conditions", "procedures", "referrals")) {
            rows.put(key, new ArrayList<>());
        }
        rows.get("patient").add(JSON.readTree("""
                {"resourceType":"Patient","id":"p","gender":"male","birthDate":"1951-03-02"}"""));
        lab("kidney", "c1", "2160-0", "2026-11-20", "1.8", "mg/dL");
        lab("kidney", "c2", "2160-0", "2026-06-20", "1.75", "mg/dL");
        lab("kidney", "c3", "2160-0", "2026-02-20", "1.7", "mg/dL");
        lab("urine", "u1", "9318-7", "2026-10-20", "250", "mg/g");
    }

    private void lab(String key, String id, String code, String date, String value, String unit) throws Exception {
        rows.get(key).add(JSON.readTree("""
                {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/p"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},"effectiveDateTime":"%s",
                 "valueQuantity":{"value":%s,"unit":"%s","system":"http://unitsofmeasure.org","code":"%s"}}""".formatted(id, code, date, value, unit, unit)));
    }

    private Decision decide() {
        var service = Folders.kfre();
        var parts = new LinkedHashMap<String, Part>();
        rows.forEach((key, list) -> parts.put(key, new Part.Had(list, true)));
        var features = new Featurizer(CLOCK).compute(service, service.answering(), parts);
        return new Decider(new ModelRuntimes(), new Explainer()).decide(service, features);
    }

    private List<Card> cards(Decision decision) {
        return new Renderer(new Templates())
                .render(
                        Folders.kfre(),
                        UUID.randomUUID(),
                        decision,
                        new References("Patient/p", "Practitioner/1", null));
    }

    /// The case of the literature: a man of 75, creatinine 1.8 mg/dL, urine albumin 250 mg/g.
    @Test
    void scores_a_man_of_75_with_the_2021_equation() throws Exception {
        var decision = (Decision.Scored) decide();
        // 142 * (1.8/0.9)^-1.2 * 0.9938^75 = 38.7575...; KFRE North America by hand in double precision.
        var egfr = 142 * Math.pow(2, -1.2) * Math.pow(0.9938, 75);
        var lp = -0.2201 * (7.5 - 7.036)
                + 0.2467 * (1 - 0.5642)
                - 0.5567 * (egfr / 5 - 7.222)
                + 0.451 * (Math.log(250) - 5.137);
        assertThat(decision.prediction().outputs().get("risk_5y"))
                .isEqualTo(1 - Math.pow(0.924, Math.exp(lp)), org.assertj.core.data.Offset.offset(1e-12));
        var card = cards(decision).getFirst();
        System.out.println(card.summary() + "\n" + card.detail());
        System.out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(card));
    }

    @Test
    void asks_for_the_urine_albumin_when_it_is_missing() throws Exception {
        rows.get("urine").clear();
        var decision = (Decision.Withheld) decide();
        var card = cards(decision).getFirst();
        System.out.println(card.summary() + "\n" + card.detail());
    }
}
