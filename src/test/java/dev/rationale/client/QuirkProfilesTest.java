package dev.rationale.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.cdshooks.SelectionBehavior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuirkProfilesTest {
    @Test
    void there_is_one_for_each_kind_of_ehr_and_for_those_of_which_nothing_is_known() {
        assertThat(QuirkProfiles.all().stream().map(QuirkProfile::id))
                .containsExactlyInAnyOrder("generic", "epic", "oracle", "athena", "sandbox", "cds-hooks-3");
        assertThat(QuirkProfiles.named("no-such-ehr")).isEmpty();
    }

    @Test
    void every_file_of_the_folder_is_one_of_them() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/dev/rationale/client/profiles"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(QuirkProfiles.all().stream()
                            .map(profile -> profile.id() + ".yaml")
                            .toList());
        }
    }

    @Test
    void epic_carries_one_action_chooses_any_and_takes_plain_topics() {
        var epic = QuirkProfiles.named("epic").orElseThrow();
        assertThat(epic.selectionBehavior()).isEqualTo(SelectionBehavior.ANY);
        assertThat(epic.carries(1)).isTrue();
        assertThat(epic.carries(2)).isFalse();
        assertThat(epic.topic().fit("draft-nsaid 2")).isEqualTo("draftnsaid2");
        assertThat(epic.topic().fit("x".repeat(120))).hasSize(100);
        assertThat(epic.fires("order-sign")).isTrue();
    }

    @Test
    void oracle_fires_patient_view_alone() {
        var oracle = QuirkProfiles.named("oracle").orElseThrow();
        assertThat(oracle.fires("patient-view")).isTrue();
        assertThat(oracle.fires("order-sign")).isFalse();
    }

    @Test
    void only_who_opted_in_gets_the_members_of_the_next_version() {
        assertThat(QuirkProfiles.all().stream()
                        .filter(profile -> profile.discoveryVersion() || profile.actionSelectionBehavior())
                        .map(QuirkProfile::id))
                .containsExactly("cds-hooks-3");
    }

    @Test
    void the_plain_profile_is_the_generic_one() {
        var generic = QuirkProfiles.named("generic").orElseThrow();
        var plain = new QuirkProfile("generic");
        assertThat(new QuirkProfile(plain.id(), generic.title(), List.of(), false, false, null, null, null))
                .isEqualTo(generic);
    }

    @Test
    void every_member_is_documented_with_its_source() throws IOException {
        var page = Files.readString(Path.of("docs/client-profiles.md"));
        assertThat(Arrays.stream(QuirkProfile.class.getRecordComponents()).map(member -> "`" + member.getName() + "`"))
                .allSatisfy(member -> assertThat(page).contains(member));
        assertThat(QuirkProfiles.all()).allSatisfy(profile -> assertThat(page).contains("`" + profile.id() + "`"));
    }
}
