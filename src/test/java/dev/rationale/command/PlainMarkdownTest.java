package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainMarkdownTest {
    @Test
    void joins_and_wraps_paragraphs_and_keeps_them_apart() {
        assertThat(PlainMarkdown.lines("## Why\nabout **9 in 100**\nwithin `2 years`\n\n\nnext", 20))
                .containsExactly("Why", "about 9 in 100", "within 2 years", "", "next");
    }

    @Test
    void hangs_the_lines_of_a_list_item() {
        assertThat(PlainMarkdown.lines("* urine albumin 820 mg/g raises it most\n1. two", 20))
                .containsExactly("- urine albumin 820", "  mg/g raises it", "  most", "1. two");
    }

    @Test
    void lines_a_table_up_and_writes_a_wide_one_row_by_row() {
        String table = "| value | date |\n|---|:-:|\n| 820 mg/g | 3 May |\n| a \\| b | |";
        assertThat(PlainMarkdown.lines(table, 40)).containsExactly("value     date", "820 mg/g  3 May", "a | b");
        assertThat(PlainMarkdown.lines(table, 12)).contains("- value;", "  date");
    }

    @Test
    void shows_where_a_link_leads_and_what_was_escaped() {
        assertThat(PlainMarkdown.lines("[KDIGO](https://kdigo.org/) 1\\*2\\_3 &lt;b&gt; snake_case_name _now_", 80))
                .containsExactly("KDIGO (https://kdigo.org/) 1*2_3 <b> snake_case_name now");
    }

    @Test
    void keeps_a_hard_break_and_a_lone_star() {
        assertThat(PlainMarkdown.lines("one  \ntwo\\\nthree * four", 80)).containsExactly("one", "two", "three * four");
    }

    @Test
    void lets_nothing_steer_the_terminal() {
        assertThat(PlainMarkdown.lines("a\u001b[2Jb\u202ec\rd", 80)).containsExactly("a[2Jbcd");
    }
}
