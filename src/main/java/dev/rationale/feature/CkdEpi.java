package dev.rationale.feature;

import java.util.Arrays;
import java.util.Optional;

/// The CKD-EPI creatinine equations: estimated glomerular filtration rate in mL/min/1.73 m², not rounded.
///
/// [2009](https://doi.org/10.7326/0003-4819-150-9-200905050-00006) (Levey, Ann Intern Med 2009;150:604), here without
/// its ethnicity factor; [2021](https://doi.org/10.1056/NEJMoa2102953) (Inker, N Engl J Med 2021;385:1737).
public enum CkdEpi {
    V2009("ckd-epi-2009", "CKD-EPI 2009", 141, -0.329, -0.411, -1.209, 0.993, 1.018),
    V2021("ckd-epi-2021", "CKD-EPI 2021", 142, -0.241, -0.302, -1.200, 0.9938, 1.012);

    /// Both equations were developed in adults, from this age on.
    public static final int ADULT = 18;

    private static final double KAPPA_FEMALE = 0.7;
    private static final double KAPPA_MALE = 0.9;

    private final String id;
    private final String title;
    private final double scale;
    private final double alphaFemale;
    private final double alphaMale;
    private final double above;
    private final double perYear;
    private final double female;

    CkdEpi(
            String id,
            String title,
            double scale,
            double alphaFemale,
            double alphaMale,
            double above,
            double perYear,
            double female) {
        this.id = id;
        this.title = title;
        this.scale = scale;
        this.alphaFemale = alphaFemale;
        this.alphaMale = alphaMale;
        this.above = above;
        this.perYear = perYear;
        this.female = female;
    }

    /// The equation by the name a model version gives it.
    public static Optional<CkdEpi> named(String id) {
        return Arrays.stream(values())
                .filter(equation -> equation.id.equals(id))
                .findFirst();
    }

    /// The equation's name in folders.
    public String id() {
        return id;
    }

    /// The equation's name as a clinician says it.
    public String title() {
        return title;
    }

    /// The estimate, not rounded.
    ///
    /// @param creatinine in mg/dL
    /// @param age in completed years
    public double egfr(double creatinine, int age, boolean male) {
        var ratio = creatinine / (male ? KAPPA_MALE : KAPPA_FEMALE);
        return scale
                * Math.pow(Math.min(ratio, 1), male ? alphaMale : alphaFemale)
                * Math.pow(Math.max(ratio, 1), above)
                * Math.pow(perYear, age)
                * (male ? 1 : female);
    }

    /// How far the logarithm of the estimate varies where that of the creatinine varies by `deviation` to each side:
    /// half of the distance between the two ends. The estimate is a power of creatinine, one below the break and
    /// another one above.
    ///
    /// @param creatinine in mg/dL
    public double logDeviation(double creatinine, double deviation, boolean male) {
        var ratio = Math.log(creatinine / (male ? KAPPA_MALE : KAPPA_FEMALE));
        var distance = logPowers(ratio + deviation, male) - logPowers(ratio - deviation, male);
        return Math.abs(distance) / 2;
    }

    private double logPowers(double logRatio, boolean male) {
        return (male ? alphaMale : alphaFemale) * Math.min(logRatio, 0) + above * Math.max(logRatio, 0);
    }

    /// The creatinine in mg/dL that gives this eGFR: the equation solved for it.
    public double creatinine(double egfr, int age, boolean male) {
        var kappa = male ? KAPPA_MALE : KAPPA_FEMALE;
        var atKappa = egfr(kappa, age, male);
        var exponent = egfr < atKappa ? above : male ? alphaMale : alphaFemale;
        return kappa * Math.pow(egfr / atKappa, 1 / exponent);
    }
}
