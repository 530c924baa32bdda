package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.serializer.FhirResourceDeserializer;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServicesJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every answer is read by HAPI's CDS Hooks classes, which fail on a member that they do not know, and every
/// suggested resource by HAPI's FHIR validator.
@ExtendWith(SharedService.class)
class IndependentReaderIT {
    private static final FhirContext FHIR = FhirContext.forR4();
    static final ObjectMapper READER = new ObjectMapper()
            .registerModule(
                    new SimpleModule().addDeserializer(IBaseResource.class, new FhirResourceDeserializer(FHIR)));
    private static final FhirValidator VALIDATOR = validator();

    private final HookClient ehr;

    IndependentReaderIT(HookClient ehr) {
        this.ehr = ehr;
    }

    static FhirValidator validator() {
        var support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(FHIR),
                new InMemoryTerminologyServerValidationSupport(FHIR),
                new CommonCodeSystemsTerminologyService(FHIR));
        return FHIR.newValidator().registerValidatorModule(new FhirInstanceValidator(support));
    }

    static List<CuratedPatient> patients() {
        return CuratedPatient.all();
    }

    @Test
    void reads_discovery() throws IOException {
        var body = (ObjectNode) tree(RestAssured.get(ehr.service().base() + "/cds-services"));
        // A member of 2.0.1 that HAPI's class lacks.
        body.path("services").forEach(service -> ((ObjectNode) service).remove("usageRequirements"));
        var services = READER.treeToValue(body, CdsServicesJson.class).getServices();
        assertThat(services).isNotEmpty().allSatisfy(service -> {
            assertThat(service.getHook()).isNotBlank();
            assertThat(service.getDescription()).isNotBlank();
            assertThat(service.getPrefetch()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("patients")
    void reads_the_answer_and_finds_the_card_within_the_specification(CuratedPatient patient) throws IOException {
        var answer = ehr.post(ehr.call(patient.id()));
        var cards = READER.readValue(answer.asByteArray(), CdsServiceResponseJson.class)
                .getCards();
        assertThat(cards).hasSize(patient.card() == null ? 0 : 1);
        cards.forEach(IndependentReaderIT::check);
        checkIds(answer);
        assertThat(ContractIT.nullsAndEmpties(tree(answer).path("cards"))).isEmpty();
    }

    private static void check(CdsServiceResponseCardJson card) {
        assertThat(card.getSummary()).isNotBlank();
        assertThat(card.getSummary().codePointCount(0, card.getSummary().length()))
                .isLessThan(140);
        assertThat(card.getIndicator()).isNotNull();
        assertThat(card.getSource().getLabel()).isNotBlank();
        assertThat(card.getDetail()).doesNotContain("<", "null", "{", "NaN");
        if (card.getSuggestions() != null && !card.getSuggestions().isEmpty()) {
            assertThat(card.getSelectionBehaviour()).isIn("any", "at-most-one");
        }
        for (var suggestion : card.getSuggestions() == null
                ? List.<ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSuggestionJson>of()
                : card.getSuggestions()) {
            assertThat(suggestion.getLabel()).isNotBlank();
            assertThat(suggestion.getActions()).isNotEmpty().allSatisfy(action -> {
                assertThat(action.getDescription()).isNotBlank();
                valid(action.getResource());
            });
        }
        assertThat(card.getOverrideReasons()).allSatisfy(reason -> {
            assertThat(reason.getCode()).isNotBlank();
            assertThat(reason.getSystem()).isNotBlank();
            assertThat(reason.getDisplay()).isNotBlank();
        });
    }

    static void valid(JsonNode resource) {
        valid(FHIR.newJsonParser().parseResource(resource.toString()));
    }

    private static void valid(IBaseResource resource) {
        var messages = VALIDATOR.validateWithResult(resource).getMessages().stream()
                .filter(message -> message.getSeverity() == ResultSeverityEnum.ERROR
                        || message.getSeverity() == ResultSeverityEnum.FATAL)
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
        assertThat(messages).isEmpty();
    }

    @Test
    void the_validator_would_find_a_suggestion_that_is_wrong() {
        var resource = tree(ehr.post(ehr.call("high-risk"))).at("/cards/0/suggestions/0/actions/0/resource");
        ((ObjectNode) resource).remove("intent");
        var wrong = FHIR.newJsonParser().parseResource(resource.toString());
        assertThat(VALIDATOR.validateWithResult(wrong).isSuccessful()).isFalse();
    }

    private static void checkIds(Response answer) {
        Set<String> seen = new HashSet<>();
        for (JsonNode id : tree(answer).findValues("uuid")) {
            assertThat(UUID.fromString(id.asText())).hasToString(id.asText());
            assertThat(seen.add(id.asText())).isTrue();
        }
        assertThat(JSON.createArrayNode().addAll(tree(answer).findValues("extension")))
                .allSatisfy(extension ->
                        assertThat(extension.has("dev.rationale.explanation")).isTrue());
    }
}
