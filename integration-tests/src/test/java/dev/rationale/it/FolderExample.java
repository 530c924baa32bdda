package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One example of a service's folder, moved to now.
///
/// @param service the folder's name
/// @param request what an EHR sends, with prefetch
/// @param expected a part of the answer, worked out by hand
record FolderExample(String service, String name, ObjectNode request, ObjectNode expected) {
    /// All of all folders, in their order.
    static List<FolderExample> all(Instant now) {
        try (var files = Files.walk(RunningService.root().resolve("cds-services"))) {
            return files.filter(file -> file.toString().matches(".*/examples/[^/]+/request\\.json"))
                    .map(Path::getParent)
                    .sorted()
                    .map(folder -> read(folder, now))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FolderExample read(Path folder, Instant now) {
        try {
            var request =
                    (ObjectNode) JSON.readTree(folder.resolve("request.json").toFile());
            var expected =
                    (ObjectNode) JSON.readTree(folder.resolve("response.json").toFile());
            var asOf = Instant.parse(expected.path("asOf").asText());
            var example = new FolderExample(
                    folder.getParent().getParent().getFileName().toString(),
                    folder.getFileName().toString(),
                    request,
                    expected.remove(List.of("about", "asOf")));
            example.rows().forEach(FolderExample::named);
            TimeShift.fromTo(asOf, now).apply(request);
            return example;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A server gives an id to what has none; here it is the same for both ways.
    private static void named(ObjectNode resource) {
        if (!resource.has("id")) {
            resource.put("id", "row-" + Integer.toHexString(resource.toString().hashCode()));
        }
    }

    String patient() {
        return request.path("context").path("patientId").asText();
    }

    /// The resources that came, each once.
    List<ObjectNode> resources() {
        var resources = new LinkedHashMap<String, ObjectNode>();
        rows().forEach(row -> resources.putIfAbsent(row.toString(), row));
        return List.copyOf(resources.values());
    }

    private List<ObjectNode> rows() {
        var rows = new ArrayList<ObjectNode>();
        for (var key : request.path("prefetch")) {
            if (key.path("resourceType").asText().equals("Bundle")) {
                key.path("entry").forEach(entry -> rows.add((ObjectNode) entry.path("resource")));
            } else if (!isUnknown(key)) {
                rows.add((ObjectNode) key);
            }
        }
        return rows;
    }

    /// The keys about which the request says nothing: the EHR did not or could not look.
    List<String> unknown(Map<String, String> templates) {
        return templates.keySet().stream()
                .filter(key -> !request.path("prefetch").path(key).isNull()
                        && isUnknown(request.path("prefetch").path(key)))
                .toList();
    }

    private static boolean isUnknown(JsonNode key) {
        var type = key.path("resourceType").asText();
        return type.isEmpty() || type.equals("OperationOutcome");
    }

    /// The same call with access to a FHIR server instead of prefetch.
    ObjectNode by(String fhirServer) {
        var call = request.deepCopy().put("fhirServer", fhirServer);
        call.remove("prefetch");
        return call;
    }

    @Override
    public String toString() {
        return service + "/" + name;
    }
}
