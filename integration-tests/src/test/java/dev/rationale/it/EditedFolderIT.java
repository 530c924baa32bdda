package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In dev an edited folder is read again at once, and the journal knows each version that answered.
class EditedFolderIT {
    @Test
    void is_offered_edited_withdrawn_broken_and_back_when_mended(@TempDir Path folder) throws IOException {
        var services = folder.resolve("cds-services");
        copy(RunningService.root().resolve("cds-services"), services);
        var yaml = services.resolve("kfre-ckd/service.yaml");
        var text = Files.readString(yaml);
        try (var service = RunningService.start(folder.resolve("data"), "rationale.catalog.directory=" + services)) {
            var ehr = new HookClient(service);
            var first = hash(ehr);
            Files.writeString(yaml, text.replace("summary: \"Kidney failure risk: ", "summary: \"Edited: "));
            await(() -> summary(ehr).startsWith("Edited: "));
            var second = hash(ehr);
            assertThat(second).isNotEqualTo(first);
            Files.writeString(yaml, text.replace("{risk_5y}", "{risk_9y}"));
            await(() -> ehr.post(ehr.call("high-risk")).statusCode() == 404);
            assertThat(service.logText()).contains("service not offered: kfre-ckd/service.yaml:", "risk_9y");
            assertThat(RestAssured.get(service.base() + "/cds-services")
                            .jsonPath()
                            .getList("services"))
                    .isEmpty();
            Files.writeString(yaml, text);
            await(() -> ehr.post(ehr.call("high-risk")).statusCode() == 200);
            assertThat(hash(ehr)).isEqualTo(first);
        }
    }

    /// The version that answered, as the journal has it.
    private static String hash(HookClient ehr) {
        return ehr.decision(ehr.post(ehr.call("high-risk"))).path("contentHash").asText();
    }

    private static String summary(HookClient ehr) {
        return tree(ehr.post(ehr.call("high-risk"))).at("/cards/0/summary").asText();
    }

    private static void await(BooleanSupplier done) {
        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come to that").isLessThan(until);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
