package dev.rationale.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.client.CdsClient;
import dev.rationale.client.registration.Registration;
import dev.rationale.client.registration.RegistrationFile;
import dev.rationale.client.registration.RegistrationReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The clients that are registered in a file, or at a running service.
///
/// @param problems what keeps others from being used, each with the client's name
record RegisteredClients(List<CdsClient> clients, List<String> problems) {
    /// Those of a file.
    static RegisteredClients of(Path file, boolean dev) {
        var read = new RegistrationFile(() -> Optional.of(file), dev);
        return sorted(read.registrations().stream().map(Registration::client).toList(), read.problems());
    }

    /// Those of a running service, asked from its admin API.
    ///
    /// @param base with a slash at its end
    static RegisteredClients at(URI base, @Nullable String token) {
        try (var web = new WebClient()) {
            var address = base.resolve("./admin/clients");
            var answer = web.get(address, "application/json", token);
            if (!answer.isOk() || !answer.tree().path("clients").isArray()) {
                throw new WordFailure("GET " + address + " answered " + answer.said()
                        + (answer.status() == 401 ? "; give a token of an integration engineer with --token" : ""));
            }
            return read(answer.tree().path("clients"));
        }
    }

    private static RegisteredClients read(JsonNode list) {
        // The running service took them; whether plain http is right there is its own business.
        var reader = new RegistrationReader(true);
        var clients = new ArrayList<CdsClient>();
        var problems = new ArrayList<String>();
        for (var one : list) {
            var name = one.path("name").asText("");
            var reading = reader.read(name, one.path("registration"));
            reading.client().ifPresent(clients::add);
            reading.problems().forEach(problem -> problems.add("here: " + name + "." + problem));
        }
        return sorted(clients, problems);
    }

    private static RegisteredClients sorted(List<CdsClient> clients, List<String> problems) {
        return new RegisteredClients(
                clients.stream().sorted(Comparator.comparing(CdsClient::name)).toList(), List.copyOf(problems));
    }

    Optional<CdsClient> find(String name) {
        return clients.stream().filter(client -> client.name().equals(name)).findFirst();
    }

    /// What is wrong with one client's registration.
    List<String> problems(String name) {
        return problems.stream()
                .filter(problem -> problem.contains(": " + name + ".") || problem.contains(": " + name + ":"))
                .toList();
    }

    /// The names that can be used.
    String names() {
        return clients.isEmpty()
                ? "none"
                : String.join(", ", clients.stream().map(CdsClient::name).toList());
    }
}
