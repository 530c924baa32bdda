package dev.rationale.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Adds what is measured at any visit: vital signs, electrolytes, blood count. The same story gets the same values.
final class UsualCare {
    private UsualCare() {}

    static PatientStory added(PatientStory story) {
        var random = new SplittableRandom(story.id().hashCode());
        var points = new ArrayList<PatientStory.Point>();
        for (var day : story.visits()) {
            var pressure = whole(random, 138, 12) + "/" + whole(random, 81, 7);
            points.add(new PatientStory.Point("blood-pressure", day, pressure));
            points.add(new PatientStory.Point("heart-rate", day, whole(random, 74, 9)));
            points.add(new PatientStory.Point("weight", day, decimal(random, story.age() < 18 ? 41 : 78, 1.5)));
            points.add(new PatientStory.Point("haemoglobin", day, decimal(random, 12.6, 0.7)));
            points.add(new PatientStory.Point("potassium", day, decimal(random, 4.6, 0.4)));
            points.add(new PatientStory.Point("sodium", day, whole(random, 140, 3)));
            points.add(new PatientStory.Point("bicarbonate", day, whole(random, 24, 2)));
            points.add(new PatientStory.Point("calcium", day, decimal(random, 9.3, 0.3)));
            points.add(new PatientStory.Point("phosphate", day, decimal(random, 3.8, 0.4)));
            points.add(new PatientStory.Point("albumin", day, decimal(random, 4.0, 0.2)));
            if (story.problems().containsKey("diabetes")) {
                points.add(new PatientStory.Point("hba1c", day, decimal(random, 7.3, 0.5)));
            }
        }
        return story.with(points);
    }

    private static String whole(RandomGenerator random, int middle, int spread) {
        return Integer.toString(middle + random.nextInt(-spread, spread + 1));
    }

    private static String decimal(RandomGenerator random, double middle, double spread) {
        var value = middle + random.nextDouble(-spread, spread);
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
