package dev.rationale.card;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Finding;
import dev.rationale.catalog.FolderCheck;
import io.quarkus.qute.TemplateException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Every template of a folder can be parsed.
@ApplicationScoped
public class TemplateCheck implements FolderCheck {
    private final Templates templates;

    public TemplateCheck(Templates templates) {
        this.templates = templates;
    }

    @Override
    public List<Finding> check(DecisionService service) {
        var findings = new ArrayList<Finding>();
        var card = service.card();
        parse(service, "service.yaml", card.summary(), findings);
        file(service, card.detail(), findings);
        service.notices().values().forEach(notice -> {
            parse(service, "service.yaml", notice.summary(), findings);
            file(service, notice.detail(), findings);
        });
        return findings;
    }

    private void file(DecisionService service, String file, List<Finding> findings) {
        parse(service, file, Objects.requireNonNull(service.version().files().get(file), "checked at load"), findings);
    }

    private void parse(DecisionService service, String file, String text, List<Finding> findings) {
        try {
            templates.parse(text);
        } catch (TemplateException wrong) {
            var origin = wrong.getOrigin();
            var line = origin == null || file.equals("service.yaml") ? 0 : origin.getLine();
            findings.add(
                    new Finding(service.id(), file, line, "This is no template.", String.valueOf(wrong.getMessage())));
        }
    }
}
