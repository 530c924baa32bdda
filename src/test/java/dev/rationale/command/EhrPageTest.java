package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.FixtureFolders;
import dev.rationale.Folders;
import dev.rationale.catalog.DecisionService;
import dev.rationale.client.CdsClient;
import dev.rationale.client.Ehr;
import dev.rationale.client.PublicUrl;
import dev.rationale.client.QuirkProfile;
import dev.rationale.client.QuirkProfiles;
import dev.rationale.hooks.Discovery;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The page of the EHR's build team says what that EHR will see.
class EhrPageTest {
    private static final Pattern JSON_BLOCK = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);
    private static final List<DecisionService> OFFERED = List.of(
            Folders.kfre(),
            FixtureFolders.service("draft-nsaid"),
            FixtureFolders.service("selected-nsaid"),
            FixtureFolders.service("every-hook"));

    static List<QuirkProfile> profiles() {
        return QuirkProfiles.all();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void has_every_entry_of_the_clients_discovery_document_and_no_other(QuirkProfile profile) {
        var client = new CdsClient("ehr", profile);
        JsonNode document = Ehr.JSON.valueToTree(new Discovery(client).of(OFFERED));
        assertThat(entries(page(client))).containsExactlyInAnyOrderElementsOf(document.path("services"));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void shows_the_hooks_that_the_kind_of_ehr_fires_and_the_versions_it_knows(QuirkProfile profile) {
        var hooks = profile.id().equals("oracle")
                ? List.of("patient-view")
                : OFFERED.stream().flatMap(service -> service.hooks().stream()).toList();
        var entries = entries(page(new CdsClient("ehr", profile)));
        assertThat(entries)
                .extracting(entry -> entry.path("hook").textValue())
                .containsOnly(hooks.toArray(String[]::new));
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.path("version").asText(""))
                        .isEqualTo(profile.id().equals("cds-hooks-3") ? "2.0.1" : ""));
    }

    @Test
    void leaves_out_a_service_none_of_whose_hooks_are_fired() {
        var oracle = page(new CdsClient("ehr", QuirkProfiles.named("oracle").orElseThrow()));
        assertThat(oracle)
                .contains("POST https://cds.example.org/cds-services/every-hook")
                .doesNotContain("draft-nsaid", "MedicationRequest.read");
        var generic = page(new CdsClient("ehr", QuirkProfiles.named("generic").orElseThrow()));
        assertThat(generic).contains("POST https://cds.example.org/cds-services/draft-nsaid");
    }

    @Test
    void leaves_out_a_service_that_the_client_may_not_call() {
        var registered = Ehr.client(Ehr.es384("k1").registration());
        assertThat(page(registered)).contains("cds-services/kfre-ckd").doesNotContain("every-hook", "draft-nsaid");
    }

    @Test
    void says_the_topic_as_the_cards_have_it() {
        assertThat(page(new CdsClient("ehr", QuirkProfiles.named("epic").orElseThrow())))
                .contains("`draftnsaid` of `urn:dev:rationale:topic`")
                .doesNotContain("`draft-nsaid` of");
        assertThat(page(new CdsClient("ehr", QuirkProfiles.named("generic").orElseThrow())))
                .contains("`draft-nsaid` of `urn:dev:rationale:topic`");
    }

    private static String page(CdsClient client) {
        var url = new PublicUrl(Optional.of("https://cds.example.org"), "127.0.0.1", 8080, "/");
        return String.join("\n", new EhrPage(client, OFFERED, url, WordSettings.read()).lines());
    }

    private static List<JsonNode> entries(String page) {
        return JSON_BLOCK
                .matcher(page)
                .results()
                .map(block -> Ehr.tree(block.group(1)))
                .toList();
    }
}
