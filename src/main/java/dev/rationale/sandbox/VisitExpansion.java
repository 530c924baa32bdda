package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Turns the visits of a story into Encounters, Observations and a DiagnosticReport each.
final class VisitExpansion {
    private static final String LOINC = "http://loinc.org";
    private static final Set<String> VITAL_SIGNS = Set.of("blood-pressure", "heart-rate", "weight");
    private static final Catalogue.Measurement PRESSURE =
            new Catalogue.Measurement("85354-9", "mmHg", "mm[Hg]", "Blood pressure panel with all children optional");

    private final Catalogue catalogue;
    private final StoryDates dates;

    VisitExpansion(Catalogue catalogue, StoryDates dates) {
        this.catalogue = catalogue;
        this.dates = dates;
    }

    List<ObjectNode> expand(PatientStory story) {
        var resources = new ArrayList<ObjectNode>();
        for (var day : story.visits()) {
            resources.add(encounter(story, day));
            var report = report(story, day);
            for (var point : story.points()) {
                if (point.day() == day) {
                    var observation = observation(story, point);
                    resources.add(observation);
                    if (!VITAL_SIGNS.contains(point.measurement())) {
                        report.withArray("result")
                                .addObject()
                                .put("reference", "Observation/" + FhirJson.text(observation, "id"));
                    }
                }
            }
            resources.add(report);
        }
        return resources;
    }

    private ObjectNode encounter(PatientStory story, int day) {
        var encounter =
                Shapes.about("Encounter", encounterId(story, day), story.id()).put("status", "finished");
        encounter
                .putObject("class")
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", "AMB")
                .put("display", "ambulatory");
        encounter.putArray("type").add(Shapes.concept(catalogue.term("check-up")));
        Shapes.reference(encounter.putArray("participant").addObject(), "individual", Shapes.CLINICIAN);
        encounter.putObject("period").put("start", dates.time(day, 8, 0)).put("end", dates.time(day, 8, 40));
        return encounter;
    }

    private ObjectNode observation(PatientStory story, PatientStory.Point point) {
        var id = story.id() + "-" + point.measurement() + "-" + point.day();
        var pressure = point.measurement().equals("blood-pressure");
        var measurement = pressure ? PRESSURE : catalogue.measurement(point.measurement());
        var vital = VITAL_SIGNS.contains(point.measurement());
        var observation = Shapes.about("Observation", id, story.id()).put("status", "final");
        observation
                .putArray("category")
                .add(Shapes.status("observation-category", vital ? "vital-signs" : "laboratory"));
        observation.set("code", Shapes.concept(LOINC, measurement.loinc(), measurement.display()));
        Shapes.reference(observation, "encounter", "Encounter/" + encounterId(story, point.day()));
        observation.put("effectiveDateTime", dates.time(point.day(), 8, vital ? 10 : 30));
        observation.put("issued", dates.time(point.day(), vital ? 8 : 15, 35));
        observation.putArray("performer").addObject().put("reference", Shapes.CLINICIAN);
        if (pressure) {
            var halves = point.value().split("/", 2);
            var components = observation.putArray("component");
            component(components.addObject(), "8480-6", "Systolic blood pressure", halves[0]);
            component(components.addObject(), "8462-4", "Diastolic blood pressure", halves[1]);
        } else {
            observation.set("valueQuantity", Shapes.quantity(measurement, point.value()));
        }
        return observation;
    }

    private static void component(ObjectNode component, String loinc, String display, String value) {
        component.set("code", Shapes.concept(LOINC, loinc, display));
        component.set("valueQuantity", Shapes.quantity(PRESSURE, value));
    }

    private ObjectNode report(PatientStory story, int day) {
        var report = Shapes.about("DiagnosticReport", story.id() + "-report-" + day, story.id())
                .put("status", "final");
        report.putArray("category")
                .add(Shapes.concept("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB", "Laboratory"));
        report.set("code", Shapes.concept(LOINC, "11502-2", "Laboratory report"));
        Shapes.reference(report, "encounter", "Encounter/" + encounterId(story, day));
        report.put("effectiveDateTime", dates.time(day, 8, 30));
        report.put("issued", dates.time(day, 15, 40));
        return report;
    }

    private static String encounterId(PatientStory story, int day) {
        return story.id() + "-visit-" + day;
    }
}
