package dev.rationale.client.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.rationale.catalog.YamlLines;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The registrations of a YAML file: a member for each client, by its name. Read once at start.
@ApplicationScoped
public class RegistrationFile {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final RegistrationReader reader;
    private final Content content;

    public RegistrationFile(
            ClientSettings settings, @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev) {
        this.reader = new RegistrationReader(dev);
        this.content = settings.file().map(this::read).orElseGet(() -> new Content(List.of(), List.of()));
    }

    /// What a file holds.
    ///
    /// @param problems each with the file, the line and the member
    private record Content(List<Registration> registrations, List<String> problems) {
        private static Content broken(String problem) {
            return new Content(List.of(), List.of(problem));
        }
    }

    /// What can be used of it.
    public List<Registration> registrations() {
        return content.registrations();
    }

    /// What keeps the file from being used, each with its line.
    public List<String> problems() {
        return content.problems();
    }

    private Content read(Path file) {
        try {
            var text = Files.readString(file);
            var document = YAML.readTree(text);
            return document.isObject()
                    ? content(file, document, new YamlLines(text))
                    : Content.broken(file + ":1: There must be a member for each client, or `{}`.");
        } catch (JsonProcessingException notYaml) {
            var at = notYaml.getLocation();
            return Content.broken(file + ":" + (at == null ? 1 : at.getLineNr()) + ": This is not valid YAML.");
        } catch (NoSuchFileException missing) {
            return Content.broken(file + ": There is no such file.");
        } catch (AccessDeniedException closed) {
            return Content.broken(file + ": The service's user may not read it.");
        } catch (IOException unreadable) {
            return Content.broken(file + ": It cannot be read, or is no text in UTF-8.");
        }
    }

    private Content content(Path file, JsonNode document, YamlLines lines) {
        var registrations = new ArrayList<Registration>();
        var problems = new ArrayList<String>();
        document.properties().forEach(member -> {
            var reading = reader.read(member.getKey(), member.getValue());
            reading.client()
                    .ifPresent(client ->
                            registrations.add(new Registration(client, member.getValue(), Registration.Source.FILE)));
            for (var problem : reading.problems()) {
                var path = member.getKey() + (problem.field().isEmpty() ? "" : "." + problem.field());
                problems.add(file + ":" + lines.of(path) + ": " + path + ": " + problem.text());
            }
        });
        for (var registration : registrations) {
            var issuer = registration.client().issuer();
            if (registrations.stream()
                            .filter(other -> other.client().issuer().equals(issuer))
                            .count()
                    > 1) {
                var path = registration.client().name() + ".issuer";
                problems.add(file + ":" + lines.of(path) + ": " + path + ": Another client has this issuer.");
            }
        }
        return new Content(registrations, problems);
    }
}
