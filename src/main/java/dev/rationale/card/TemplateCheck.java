package dev.rationale.card;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Finding;
import dev.rationale.catalog.FolderCheck;
import dev.rationale.catalog.SuggestionSpec;
import dev.rationale.catalog.YamlLines;
import dev.rationale.decision.Decision;
import io.quarkus.qute.TemplateException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every template of a folder can be filled: with values for everything, and with none. A name that nobody defines
/// would
/// otherwise fail the first call that needs the card.
@ApplicationScoped
public class TemplateCheck implements FolderCheck {
    private static final String SERVICE_FILE = "service.yaml";

    private final Templates templates;

    public TemplateCheck(Templates templates) {
        this.templates = templates;
    }

    @Override
    public List<Finding> check(DecisionService service) {
        var findings = new ArrayList<Finding>();
        var lines = new YamlLines(service.version().files().getOrDefault(SERVICE_FILE, ""));
        var specimen = new Specimen(service);
        var card = service.card();
        var scored = service.bands().stream().map(specimen::scored).toList();
        var summary = new Trial(service, SERVICE_FILE, lines.of("card.summary"), card.summary());
        findings.addAll(findings(summary, scored));
        findings.addAll(findings(trial(service, card.detail()), scored));
        service.notices().forEach((name, notice) -> {
            var withheld = specimen.withheld(name);
            var line = lines.of("notices." + name + ".summary");
            findings.addAll(findings(new Trial(service, SERVICE_FILE, line, notice.summary()), withheld));
            findings.addAll(findings(trial(service, notice.detail()), withheld));
        });
        service.suggestions().values().stream()
                .flatMap(TemplateCheck::files)
                .forEach(file -> placeholders(service, file, findings));
        return findings.stream().distinct().toList();
    }

    private static Stream<String> files(SuggestionSpec suggestion) {
        var actions = suggestion.actions().stream().flatMap(action -> Stream.of(action.create(), action.with()));
        return Stream.concat(Stream.of(suggestion.create()), actions).filter(Objects::nonNull);
    }

    /// A placeholder that nobody fills leaves its element out: a referral for nobody.
    private static void placeholders(DecisionService service, String file, List<Finding> findings) {
        var lines = Objects.requireNonNull(service.version().files().get(file), "checked at load")
                .lines()
                .toList();
        for (var i = 0; i < lines.size(); i++) {
            for (var name : ResourceTemplate.placeholders(lines.get(i))) {
                if (!Suggestions.PLACEHOLDERS.contains(name)) {
                    findings.add(new Finding(
                            service.id(),
                            file,
                            i + 1,
                            "There is no placeholder `{" + name + "}`.",
                            "Known: " + String.join(", ", Suggestions.PLACEHOLDERS) + "."));
                }
            }
        }
    }

    /// A template to be tried.
    ///
    /// @param line where it stands, when it is one line of a file
    private record Trial(DecisionService service, String file, int line, String text) {}

    private static Trial trial(DecisionService service, String file) {
        var text = Objects.requireNonNull(service.version().files().get(file), "checked at load");
        return new Trial(service, file, 0, text);
    }

    private List<Finding> findings(Trial trial, List<? extends Decision> decisions) {
        var findings = new ArrayList<Finding>();
        for (var decision : decisions) {
            var words = new CardWords(trial.service(), decision).all();
            try {
                var filled = templates.fill(trial.text(), words);
                if (filled.contains("{") || filled.contains("}")) {
                    findings.add(finding(
                            trial, unmatched(trial.text()), "A brace is left over.", "Close it, or take it out."));
                }
            } catch (TemplateException wrong) {
                var line = wrong.getOrigin() == null ? 0 : wrong.getOrigin().getLine();
                var names = words.keySet().stream().sorted().collect(Collectors.joining(", "));
                var what = String.valueOf(wrong.getMessage())
                        .replaceFirst(" in the map with keys .*", "")
                        .replaceAll("\\s*\\R\\s*", " ");
                findings.add(
                        finding(trial, line, "This cannot be filled: " + what + ".", "Known names: " + names + "."));
            }
        }
        return findings;
    }

    private static Finding finding(Trial trial, int line, String what, String todo) {
        return new Finding(trial.service().id(), trial.file(), trial.line() > 0 ? trial.line() : line, what, todo);
    }

    /// The first line on which the braces do not match.
    private static int unmatched(String text) {
        var lines = text.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var opened = lines.get(i).chars().filter(sign -> sign == '{').count();
            var closed = lines.get(i).chars().filter(sign -> sign == '}').count();
            if (opened != closed) {
                return i + 1;
            }
        }
        return 0;
    }
}
