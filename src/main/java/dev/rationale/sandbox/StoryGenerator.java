package dev.rationale.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Makes forty more patients, the same ones every time: with and without chronic kidney disease, most with a uACR.
/// Plausible, not representative: no rate or average of theirs means anything.
final class StoryGenerator {
    private static final int PATIENTS = 40;
    private static final long SEED = 20_260_301;
    private static final List<String> FAMILIES = List.of(
            "Abara",
            "Bauer",
            "Castillo",
            "Dietz",
            "Endo",
            "Fischer",
            "Gupta",
            "Hansen",
            "Ilic",
            "Jansen",
            "Kaya",
            "Larsen",
            "Mbeki");
    private static final List<String> WOMEN = List.of("Ada", "Berit", "Chiara", "Dana", "Elif", "Freya", "Greta");
    private static final List<String> MEN = List.of("Amir", "Bo", "Carlos", "David", "Emil", "Felix", "Goran");

    private final RandomGenerator random = new SplittableRandom(SEED);

    List<PatientStory> generate() {
        var stories = new ArrayList<PatientStory>();
        for (int number = 1; number <= PATIENTS; number++) {
            stories.add(story(number));
        }
        return List.copyOf(stories);
    }

    private PatientStory story(int number) {
        var male = random.nextBoolean();
        var age = random.nextInt(42, 89);
        var kidneyDisease = number % 5 < 3;
        var filtration = kidneyDisease ? random.nextDouble(17, 56) : random.nextDouble(68, 100 - age / 4.0);
        var problems = problems(kidneyDisease, filtration);
        var points = new ArrayList<>(creatinine(male, age, filtration));
        var days = points.stream().map(PatientStory.Point::day).toList();
        if (kidneyDisease ? number % 7 != 0 : random.nextInt(3) == 0) {
            var albuminuria = Math.exp(kidneyDisease ? random.nextDouble(2.5, 7.3) : random.nextDouble(1.2, 3.2));
            points.add(new PatientStory.Point("uacr", days.get(0), rounded(albuminuria, 0)));
            points.add(new PatientStory.Point("uacr", days.get(3), rounded(albuminuria * 0.9, 0)));
        }
        return new PatientStory(
                String.format(Locale.ROOT, "sandbox-%03d", number),
                shows(problems, filtration),
                pick(male ? MEN : WOMEN),
                pick(FAMILIES),
                male ? "male" : "female",
                age,
                null,
                problems,
                Map.of(),
                kidneyDisease && number % 11 == 0 ? Map.of("nephrology", 40) : Map.of(),
                medications(problems),
                points);
    }

    private Map<String, Integer> problems(boolean kidneyDisease, double filtration) {
        var problems = new LinkedHashMap<String, Integer>();
        if (kidneyDisease) {
            problems.put(filtration < 30 ? "ckd-4" : "ckd-3", random.nextInt(500, 1600));
        }
        if (random.nextInt(4) > 0) {
            problems.put("hypertension", random.nextInt(700, 5000));
        }
        if (random.nextInt(3) == 0) {
            problems.put("diabetes", random.nextInt(900, 6000));
        }
        if (random.nextInt(8) == 0) {
            problems.put("atrial-fibrillation", random.nextInt(200, 2500));
        }
        return problems;
    }

    private Map<String, Integer> medications(Map<String, Integer> problems) {
        var medications = new LinkedHashMap<String, Integer>();
        if (problems.containsKey("hypertension")) {
            medications.put(random.nextBoolean() ? "lisinopril" : "losartan", random.nextInt(100, 690));
        }
        if (problems.containsKey("diabetes")) {
            medications.put("metformin", random.nextInt(100, 890));
        }
        return medications;
    }

    /// Five to seven draws, about a quarter of a year apart, of a kidney that loses up to 3 mL/min/1.73 m² a year.
    private List<PatientStory.Point> creatinine(boolean male, int age, double filtration) {
        var loss = random.nextDouble(0, 3);
        var draws = random.nextInt(5, 8);
        var points = new ArrayList<PatientStory.Point>();
        for (int day = random.nextInt(4, 60); points.size() < draws; day += random.nextInt(88, 106)) {
            var then = (filtration + loss * day / 365) * random.nextDouble(0.98, 1.02);
            points.add(new PatientStory.Point("creatinine", day, rounded(creatinineFor(then, male, age), 2)));
        }
        return points;
    }

    /// The creatinine in mg/dL at which CKD-EPI 2021 gives this eGFR, on its branch above kappa
    /// ([Inker 2021](https://doi.org/10.1056/NEJMoa2102953)).
    private static double creatinineFor(double filtration, boolean male, int age) {
        var kappa = male ? 0.9 : 0.7;
        var atKappa = 142 * Math.pow(0.9938, age) * (male ? 1 : 1.012);
        return kappa * Math.pow(Math.max(1, atKappa / filtration), 1 / 1.2);
    }

    private static String shows(Map<String, Integer> problems, double filtration) {
        var names = problems.keySet().stream()
                .map(name -> name.replace("ckd-", "chronic kidney disease G").replace('-', ' '))
                .toList();
        return "eGFR about " + Math.round(filtration) + (names.isEmpty() ? "" : "; " + String.join(", ", names)) + ".";
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private static String rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
