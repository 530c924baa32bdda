package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Turns a patient's story into FHIR R4 resources.
final class StoryExpansion {
    private static final String RECORD_NUMBERS = "urn:oid:2.25.187260117049518873516227735107331526404";

    private final Catalogue catalogue;
    private final StoryDates dates;

    StoryExpansion(Catalogue catalogue, StoryDates dates) {
        this.catalogue = catalogue;
        this.dates = dates;
    }

    List<ObjectNode> expand(PatientStory story) {
        var resources = new ArrayList<ObjectNode>();
        resources.add(patient(story));
        story.problems().forEach((name, day) -> resources.add(problem(story, name, day)));
        story.procedures().forEach((name, day) -> resources.add(procedure(story, name, day)));
        story.referrals().forEach((name, day) -> resources.add(referral(story, name, day)));
        story.medications().forEach((name, day) -> resources.add(medication(story, name, day)));
        resources.addAll(new VisitExpansion(catalogue, dates).expand(UsualCare.added(story)));
        carePlan(story, resources);
        if (story.id().hashCode() % 3 == 0) {
            resources.add(allergy(story));
        }
        return resources;
    }

    private ObjectNode patient(PatientStory story) {
        var patient = Shapes.resource("Patient", story.id());
        patient.putArray("identifier").addObject().put("system", RECORD_NUMBERS).put("value", "sandbox/" + story.id());
        patient.put("active", story.died() == null);
        var name = patient.putArray("name").addObject().put("use", "official").put("family", story.family());
        name.putArray("given").add(story.given());
        patient.put("gender", story.sex()).put("birthDate", dates.birth(story.age(), story.id()));
        if (story.died() != null) {
            patient.put("deceasedDateTime", dates.time(story.died(), 4, 10));
        }
        patient.putArray("generalPractitioner").addObject().put("reference", Shapes.CLINICIAN);
        return patient;
    }

    private ObjectNode problem(PatientStory story, String name, int day) {
        var condition = Shapes.about("Condition", story.id() + "-" + name, story.id());
        condition.set("clinicalStatus", Shapes.status("condition-clinical", "active"));
        condition.set("verificationStatus", Shapes.status("condition-ver-status", "confirmed"));
        condition.putArray("category").add(Shapes.status("condition-category", "problem-list-item"));
        condition.set("code", Shapes.concept(catalogue.term(name)));
        return condition.put("onsetDateTime", dates.day(day)).put("recordedDate", dates.day(day));
    }

    private ObjectNode procedure(PatientStory story, String name, int day) {
        var procedure =
                Shapes.about("Procedure", story.id() + "-" + name, story.id()).put("status", "completed");
        procedure.set("code", Shapes.concept(catalogue.term(name)));
        procedure
                .putObject("performedPeriod")
                .put("start", dates.time(day, 8, 0))
                .put("end", dates.time(day, 12, 0));
        return procedure;
    }

    private ObjectNode referral(PatientStory story, String speciality, int day) {
        var request = Shapes.about("ServiceRequest", story.id() + "-referral-" + speciality, story.id())
                .put("status", "active")
                .put("intent", "order")
                .put("priority", "routine");
        request.set("code", Shapes.concept(catalogue.term("specialist-referral")));
        request.set("performerType", Shapes.concept(catalogue.term(speciality)));
        Shapes.reference(request, "requester", Shapes.CLINICIAN);
        return request.put("authoredOn", dates.time(day, 11, 20));
    }

    private ObjectNode medication(PatientStory story, String name, int day) {
        var request = Shapes.about("MedicationRequest", story.id() + "-" + name, story.id())
                .put("status", "active")
                .put("intent", "order");
        request.set("medicationCodeableConcept", Shapes.concept(catalogue.term(name)));
        Shapes.reference(request, "requester", Shapes.CLINICIAN);
        request.putArray("dosageInstruction").addObject().put("text", "One tablet daily");
        return request.put("authoredOn", dates.time(day, 9, 45));
    }

    private ObjectNode allergy(PatientStory story) {
        var allergy = Shapes.resource("AllergyIntolerance", story.id() + "-allergy");
        Shapes.reference(allergy, "patient", "Patient/" + story.id());
        allergy.set("clinicalStatus", Shapes.status("allergyintolerance-clinical", "active"));
        allergy.set("verificationStatus", Shapes.status("allergyintolerance-verification", "confirmed"));
        allergy.putArray("category").add("medication");
        allergy.set("code", Shapes.concept(catalogue.term("penicillin-allergy")));
        return allergy.put("recordedDate", dates.day(2000));
    }

    private void carePlan(PatientStory story, List<ObjectNode> resources) {
        for (Map.Entry<String, Integer> problem : story.problems().entrySet()) {
            if (problem.getKey().startsWith("ckd-")) {
                var plan = Shapes.about("CarePlan", story.id() + "-care-plan", story.id())
                        .put("status", story.died() == null ? "active" : "completed")
                        .put("intent", "plan")
                        .put("title", "Care of chronic kidney disease");
                plan.putObject("period").put("start", dates.day(problem.getValue()));
                plan.putArray("addresses")
                        .addObject()
                        .put("reference", "Condition/" + story.id() + "-" + problem.getKey());
                resources.add(plan);
            }
        }
    }
}
