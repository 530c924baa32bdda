package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.Folders;
import dev.rationale.Records;
import dev.rationale.catalog.Measurement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Factors: creatinine 88.42 µmol/L = 1 mg/dL (molar mass 113.12 g/mol); urine albumin per creatinine 0.113 g of
/// creatinine in a mmol, so 1 mg/mmol = 1 / 0.113 mg/g.
class UnitsTest {
    private static final Map<String, Measurement> MEASUREMENTS = Folders.kfre().measurements();

    private final Units units = new Units(new UnitSpellings());

    private static Measurement measurement(String name) {
        return MEASUREMENTS.get(name);
    }

    private double converted(ObjectNode quantity, double value, Measurement measurement) {
        return units.unit(quantity, measurement)
                .map(unit -> Units.value(unit, value, measurement))
                .orElse(Double.NaN);
    }

    private static ObjectNode text(String unit) {
        return Records.json("{'value':1}").put("unit", unit);
    }

    private static ObjectNode coded(String text, String system, String code) {
        var quantity = Records.json("{'value':1}");
        put(quantity, "unit", text);
        put(quantity, "system", system);
        put(quantity, "code", code);
        return quantity;
    }

    private static void put(ObjectNode quantity, String member, String value) {
        if (value != null) {
            quantity.put(member, value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "creatinine, mg/dL, 1.8, 1.8",
        "creatinine, MG/DL, 1.8, 1.8",
        "creatinine, mg / dl, 1.8, 1.8",
        "creatinine, mg/100mL, 1.8, 1.8",
        "creatinine, mg/L, 18, 1.8",
        "creatinine, g/L, 0.018, 1.8",
        "creatinine, umol/L, 159.156, 1.8",
        "creatinine, µmol/L, 159.156, 1.8",
        "creatinine, μmol/l, 159.156, 1.8",
        "creatinine, mcmol/L, 159.156, 1.8",
        "creatinine, micromol/L, 159.156, 1.8",
        "creatinine, micromole per liter, 159.156, 1.8",
        "creatinine, mmol/L, 0.159156, 1.8",
        "creatinine, milligram per deciliter, 1.8, 1.8",
        "uacr, mg/g, 250, 250",
        "uacr, mg/g creat, 250, 250",
        "uacr, mg/g Cr, 250, 250",
        "uacr, mg/g{creat}, 250, 250",
        "uacr, mg/gCREA, 250, 250",
        "uacr, mg/g Kreatinin, 250, 250",
        "uacr, g/g, 0.25, 250",
        "uacr, mg/mg, 0.25, 250",
        "uacr, mg/mg creat, 0.25, 250",
        "uacr, µg/mg, 250, 250",
        "uacr, mcg/mg creat, 250, 250",
        "uacr, µg/g, 250000, 250",
        "uacr, mg/mmol, 28.25, 250",
        "uacr, mg/mmol creat, 28.25, 250",
        "uacr, mg/mmol Krea, 28.25, 250",
        "uacr, g/mol, 28.25, 250",
        "uacr, µg/mmol, 28250, 250",
        "egfr-reported, mL/min/1.73m2, 38, 38",
        "egfr-reported, mL/min/1.73 m², 38, 38",
        "egfr-reported, ml/min/1.73sqm, 38, 38"
    })
    void understands_what_laboratories_write(String name, String unit, double value, double expected) {
        assertThat(converted(text(unit), value, measurement(name))).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "creatinine, g/dL",
        "creatinine, mg/g",
        "creatinine, mEq/L",
        "creatinine, mg%",
        "creatinine, U/L",
        "creatinine, U/mL-ish",
        "creatinine, mg",
        "creatinine, ''",
        "uacr, mg/dL",
        "uacr, mg/L",
        "uacr, mg/24h",
        "uacr, mmol/mol",
        "uacr, %",
        "egfr-reported, mL/min",
        "egfr-reported, mL/s"
    })
    void guesses_at_nothing_else(String name, String unit) {
        assertThat(units.unit(text(unit), measurement(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "mg/dL, http://unitsofmeasure.org, mg/dL, mg/dL",
                "-, http://unitsofmeasure.org, umol/L, umol/L",
                "µmol/L, http://unitsofmeasure.org, umol/L, umol/L",
                "mg/dl, http://unitsofmeasure.org, mg/dL, mg/dL",
                "mg/dL, -, mg/dL, mg/dL",
                "mg/dL, -, -, mg/dL",
                "mg/dL, urn:local, 258797006, mg/dL",
                "'', http://unitsofmeasure.org, mg/dL, mg/dL"
            })
    void takes_text_and_code_that_agree(String text, String system, String code, String unit) {
        assertThat(units.unit(coded(text, system, code), measurement("creatinine")))
                .hasValue(unit);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "mg/dL, http://unitsofmeasure.org, umol/L",
                "umol/L, http://unitsofmeasure.org, mg/dL",
                "g/dL, http://unitsofmeasure.org, mg/dL",
                "mg/g, http://unitsofmeasure.org, mg/dL",
                "mcg/dL, http://unitsofmeasure.org, mg/dL",
                "mmol/L, http://unitsofmeasure.org, umol/L",
                "something, http://unitsofmeasure.org, mg/dL",
                "mg/dL, http://unitsofmeasure.org, g/dL",
                "mg/dL, http://unitsofmeasure.org/, g/dL",
                "mg/dL, -, g/dL",
                "mg/dL, http://unitsofmeasure.org, nonsense",
                "mg/dL, urn:local, umol/L",
                "-, -, -"
            })
    void takes_nothing_where_text_and_code_do_not_agree(String text, String system, String code) {
        assertThat(units.unit(coded(text, system, code), measurement("creatinine")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'unit':7}", "{'unit':{}}", "{'unit':'mg/dL','system':'http://unitsofmeasure.org','code':7}"})
    void takes_nothing_that_is_no_text(String quantity) {
        assertThat(units.unit(Records.json(quantity), measurement("creatinine")))
                .isEmpty();
    }
}
