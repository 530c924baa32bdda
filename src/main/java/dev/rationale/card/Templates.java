package dev.rationale.card;

import dev.rationale.catalog.DecisionService;
import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The templates of summaries and details. A name a template uses and nobody defines is an error, never a blank.
@ApplicationScoped
public class Templates {
    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .strictRendering(true)
            .removeStandaloneLines(true)
            .build();
    /// As many as the folders have; each is parsed once.
    private final Map<String, Template> parsed = new ConcurrentHashMap<>();

    /// Fills a template text.
    ///
    /// @throws TemplateException when the text is no template or uses an unknown name
    public String fill(String template, Map<String, Object> words) {
        return parsed.computeIfAbsent(template, engine::parse)
                .data(words)
                .render()
                .strip();
    }

    /// Fills a file of the service's folder.
    public String fillFile(DecisionService service, String file, Map<String, Object> words) {
        return fill(Objects.requireNonNull(service.version().files().get(file), "checked at load"), words);
    }

    /// Parses a template text, to find what is wrong with it.
    public void parse(String template) {
        Objects.requireNonNull(engine.parse(template));
    }
}
