package dev.rationale.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.FixtureFolders;
import dev.rationale.Folders;
import dev.rationale.cdshooks.CdsServices.CdsService;
import dev.rationale.cdshooks.Hook;
import dev.rationale.client.CdsClient;
import dev.rationale.client.QuirkProfiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    @Test
    void lists_a_service_once_for_each_of_its_hooks_with_the_same_prefetch() {
        var entries = entries("generic");
        assertThat(entries.stream()
                        .filter(entry -> entry.id().equals("every-hook"))
                        .map(CdsService::hook))
                .hasSize(Hook.library().size() + 1)
                .containsAll(Hook.library().stream().map(Hook::id).toList())
                .contains("org.example.patient-transfer");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.title()).isNotBlank();
            assertThat(entry.description()).isNotBlank();
            assertThat(entry.prefetch()).containsKey("patient");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "epic", "oracle", "athena", "sandbox"})
    void says_nothing_of_versions_to_who_did_not_opt_in(String profile) {
        assertThat(entries(profile)).allSatisfy(entry -> {
            assertThat(entry.version()).isNull();
            assertThat(entry.hookVersion()).isNull();
        });
    }

    @Test
    void says_the_versions_to_who_opted_in() {
        assertThat(entries("cds-hooks-3")).allSatisfy(entry -> {
            assertThat(entry.version()).isEqualTo("2.0.1");
            assertThat(entry.hookVersion())
                    .isEqualTo(Hook.named(entry.hook()).map(Hook::version).orElse(null));
        });
        assertThat(entries("cds-hooks-3").stream()
                        .filter(entry -> entry.hook().equals("order-dispatch"))
                        .map(CdsService::hookVersion))
                .containsExactly("1.1");
    }

    @Test
    void says_which_prefetch_keys_are_required() {
        assertThat(entries("generic"))
                .allSatisfy(entry -> assertThat(entry.usageRequirements())
                        .endsWith(
                                entry.id().equals("kfre-ckd")
                                        ? "Required prefetch keys: kidney, patient."
                                        : "Required prefetch keys: patient."));
    }

    @Test
    void lists_no_hook_that_the_kind_of_ehr_does_not_fire() {
        assertThat(entries("oracle").stream().map(CdsService::hook)).containsOnly("patient-view");
        assertThat(entries("oracle").stream().map(CdsService::id)).containsExactly("kfre-ckd", "every-hook");
    }

    private static List<CdsService> entries(String profile) {
        return new Discovery(new CdsClient("ehr", QuirkProfiles.named(profile).orElseThrow()))
                .of(List.of(
                        Folders.kfre(),
                        FixtureFolders.service("draft-nsaid"),
                        FixtureFolders.service("selected-nsaid"),
                        FixtureFolders.service("every-hook")))
                .services();
    }
}
