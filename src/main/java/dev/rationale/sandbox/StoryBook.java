package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The curated patients (`sandbox/patients.yaml`).
final class StoryBook {
    private StoryBook() {}

    static List<PatientStory> load() {
        var stories = new ArrayList<PatientStory>();
        YamlResource.read("/sandbox/patients.yaml").forEach(told -> stories.add(story(told)));
        return List.copyOf(stories);
    }

    private static PatientStory story(JsonNode told) {
        var name = told.path("name").asText().split(" ", 2);
        return new PatientStory(
                told.path("id").asText(),
                told.path("shows").asText(),
                name[0],
                name[1],
                told.path("sex").asText(),
                told.path("age").asInt(),
                told.has("died") ? told.get("died").asInt() : null,
                days(told.path("problems")),
                days(told.path("procedures")),
                days(told.path("referrals")),
                days(told.path("medications")),
                points(told.path("measurements")));
    }

    private static Map<String, Integer> days(JsonNode lines) {
        var days = new LinkedHashMap<String, Integer>();
        lines.properties()
                .forEach(line -> days.put(line.getKey(), line.getValue().asInt()));
        return days;
    }

    /// `day=value day=value ...` for each measurement.
    private static List<PatientStory.Point> points(JsonNode lines) {
        var points = new ArrayList<PatientStory.Point>();
        for (var line : lines.properties()) {
            for (var point : line.getValue().asText().split(" ", -1)) {
                var halves = point.split("=", 2);
                points.add(new PatientStory.Point(line.getKey(), Integer.parseInt(halves[0]), halves[1]));
            }
        }
        return points;
    }
}
