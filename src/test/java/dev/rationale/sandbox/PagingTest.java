package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static final Ward WARD = Ward.full();
    private static final String LABS =
            "Observation?patient=high-risk&category=laboratory&code=http://loinc.org%7C2160-0,2823-3,2951-2&_sort=-date";

    @Test
    void next_links_lead_through_every_row_once_and_end() {
        var whole = WARD.ids(LABS);
        var walked = new ArrayList<String>();
        var pages = 0;
        for (var address = LABS + "&_count=4"; address != null; pages++) {
            var page = WARD.get(address).body();
            assertThat(page.path("total").asInt()).isEqualTo(whole.size());
            walked.addAll(Ward.ids(page));
            var next = Ward.next(page);
            assertThat(next == null || next.startsWith(Ward.BASE + "/Observation?"))
                    .isTrue();
            address = next == null ? null : next.substring(Ward.BASE.length() + 1);
        }
        assertThat(whole).hasSizeGreaterThan(12);
        assertThat(walked).isEqualTo(whole);
        assertThat(pages).isEqualTo((whole.size() + 3) / 4);
    }

    @Test
    void a_last_page_that_is_just_full_has_no_next_link() {
        var size = WARD.ids(LABS).size();
        assertThat(Ward.next(WARD.get(LABS + "&_count=" + size).body())).isNull();
        assertThat(Ward.next(WARD.get(LABS + "&_count=" + (size - 1)).body())).isNotNull();
    }

    @Test
    void a_search_without_count_is_paged_too() {
        var page = WARD.get("Observation?_sort=date").body();
        assertThat(Ward.ids(page)).hasSize(Query.USUAL_COUNT);
        assertThat(Ward.next(page)).isNotNull();
    }

    @Test
    void a_count_of_zero_gives_the_total_alone() {
        var page = WARD.get(LABS + "&_count=0&_total=none").body();
        assertThat(page.path("total").asInt()).isEqualTo(WARD.ids(LABS).size());
        assertThat(page.has("entry")).isFalse();
        assertThat(Ward.next(page)).isNull();
    }

    @Test
    void the_total_is_left_out_where_it_is_not_wanted() {
        assertThat(WARD.get(LABS + "&_total=none").body().has("total")).isFalse();
        assertThat(WARD.get(LABS + "&_total=accurate").body().has("total")).isTrue();
    }

    @Test
    void a_page_beyond_the_end_is_empty() {
        var page = WARD.get(LABS + "&_offset=100000").body();
        assertThat(page.has("entry")).isFalse();
        assertThat(Ward.next(page)).isNull();
    }

    @Test
    void links_keep_what_was_searched_by_post() {
        var page = WARD.send("POST", "Observation/_search", "patient=high-risk&code=http://loinc.org%7C2160-0&_count=2")
                .body();
        var next = Ward.next(page).substring(Ward.BASE.length() + 1);
        assertThat(WARD.ids(next)).hasSize(2).doesNotContainAnyElementsOf(Ward.ids(page));
    }
}
