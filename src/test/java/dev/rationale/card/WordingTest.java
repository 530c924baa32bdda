package dev.rationale.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.catalog.Limits;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "0, fewer than 1 in 100",
        "0.0049, fewer than 1 in 100",
        "0.005, about 1 in 100",
        "0.0949, about 9 in 100",
        "0.095, about 10 in 100",
        "0.994, about 99 in 100",
        "0.995, more than 99 in 100",
        "1, more than 99 in 100"
    })
    void says_a_probability_as_a_natural_frequency(double probability, String words) {
        assertThat(Wording.frequency(probability, List.of())).isEqualTo(words);
    }

    /// What a reader takes from the words must not contradict the band that the number falls in.
    @ParameterizedTest
    @CsvSource({
        "0.094, about 9 in 100",
        "0.0949, about 9 in 100",
        "0.097, about 9.7 in 100",
        "0.0996, about 9.96 in 100",
        "0.09999, about 9.999 in 100",
        "0.1, about 10 in 100",
        "0.104, about 10 in 100",
        "0.396, about 39.6 in 100",
        "0.404, about 40 in 100",
        "0.0049, fewer than 1 in 100",
        "0.0051, about 1 in 100",
        "0.004, fewer than 1 in 100",
        "0.995, more than 99 in 100"
    })
    void never_rounds_a_probability_over_a_limit(double probability, String words) {
        var limits = Stream.of(0.4, 0.1, 0.005)
                .map(least -> new Limits(least, null, null, null))
                .toList();
        assertThat(Wording.frequency(probability, limits)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0.1, about 10 in 100", "0.1004, about 10.04 in 100", "0.104, about 10.4 in 100"})
    void keeps_to_either_side_of_a_limit(double probability, String words) {
        assertThat(Wording.frequency(probability, List.of(new Limits(null, 0.1, null, null))))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0.2, 0.38, 20 to 38 in 100",
        "0.201, 0.203, about 20 in 100",
        "0.001, 0.004, fewer than 1 in 100",
        "0.001, 0.02, fewer than 1 to 2 in 100",
        "0.97, 0.999, 97 to more than 99 in 100",
        "0.996, 0.999, more than 99 in 100"
    })
    void says_a_range(double low, double high, String words) {
        assertThat(Wording.range(low, high)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, today (2026-11-24)",
        "2026-11-23, yesterday (2026-11-23)",
        "2026-11-22, 2 days ago (2026-11-22)",
        "2026-11-11, 13 days ago (2026-11-11)",
        "2026-11-10, 2 weeks ago (2026-11-10)",
        "2026-09-25, 8 weeks ago (2026-09-25)",
        "2026-09-24, 2 months ago (2026-09-24)",
        "2025-11-24, 12 months ago (2025-11-24)"
    })
    void says_how_long_ago(LocalDate date, String words) {
        assertThat(Wording.ago(date, LocalDate.parse("2026-11-24"))).isEqualTo(words);
    }

    /// July and August together have 62 days.
    @ParameterizedTest
    @CsvSource({"2026-07-01, 2026-08-31, 8 weeks ago (2026-07-01)", "2026-07-01, 2026-09-01, 2 months ago (2026-07-01)"
    })
    void never_says_one_months(LocalDate date, LocalDate today, String words) {
        assertThat(Wording.ago(date, today)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mg/g creat; mg/g creat",
                "mg/g{creat}; mg/gcreat",
                "µmol/L; µmol/L",
                "<b>x</b>; bx/b",
                "[a](b); ab",
                "a*b_c`d|e#f!g~h; abcdefgh",
                "1.80; 1.80"
            })
    void takes_out_of_a_text_what_would_be_markup(String text, String plain) {
        assertThat(Wording.plain(text)).isEqualTo(plain);
        assertThat(Wording.plain(text.repeat(40))).hasSizeLessThanOrEqualTo(30);
    }
}
