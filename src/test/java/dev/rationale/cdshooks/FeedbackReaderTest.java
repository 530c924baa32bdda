package dev.rationale.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rationale.Records;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackReaderTest {
    private static final String CARD = "7a1e3f0c-6a36-4b59-9d0e-7d5c2f3b1a10";

    private static FeedbackReader.Reading read(String items) {
        return new FeedbackReader()
                .read(
                        Records.json("{'feedback':" + items + "}").toString().getBytes(StandardCharsets.UTF_8),
                        Handling.LENIENT);
    }

    @Test
    void keeps_an_item_whole() {
        var reading = read(
                "[{'card':'" + CARD + "','outcome':'overridden','outcomeTimestamp':'2026-11-24T13:00:00+01:00',"
                        + "'overrideReason':{'reason':{'code':'patient-refuses','system':'urn:x'},'userComment':'no'},'vendor':1}]");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.items()).singleElement().satisfies(item -> {
            assertThat(item.card()).isEqualTo(CARD);
            assertThat(item.outcome()).isEqualTo("overridden");
            assertThat(item.outcomeTimestamp()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
            assertThat(item.asSent().path("vendor").intValue()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "7; feedback[1]",
                "null; feedback[1]",
                "{}; feedback[1].card",
                "{'card':7,'outcome':'accepted'}; feedback[1].card",
                "{'card':' ','outcome':'accepted'}; feedback[1].card",
                "{'card':'x'}; feedback[1].outcome",
                "{'card':'x','outcome':'ignored'}; feedback[1].outcome",
                "{'card':'x','outcome':{}}; feedback[1].outcome"
            })
    void takes_the_good_items_beside_a_bad_one(String bad, String place) {
        var good = "{'card':'" + CARD + "','outcome':'accepted'}";
        var reading = read("[" + good + "," + bad + "," + good + "]");
        assertThat(reading.items()).hasSize(2);
        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expression()).containsExactly(place));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'yesterday'",
                "7",
                "null",
                "'2026-11-24T13:00:00'",
                "'+999999999-01-01T00:00:00Z'",
                "'-999999999-01-01T00:00:00Z'"
            })
    void keeps_an_item_whose_time_cannot_be_read(String time) {
        var reading = read("[{'card':'" + CARD + "','outcome':'accepted','outcomeTimestamp':" + time + "}]");
        assertThat(reading.items().getFirst().outcomeTimestamp()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "'x'"})
    void refuses_what_is_no_batch(String items) {
        assertThatThrownBy(() -> read(items))
                .isInstanceOfSatisfying(
                        HookRefusal.class,
                        refusal -> assertThat(refusal.issues().getFirst().expression())
                                .containsExactly("feedback"));
    }
}
