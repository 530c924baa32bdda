package dev.rationale.decision;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Finding;
import dev.rationale.catalog.FolderCheck;
import dev.rationale.catalog.YamlLines;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Every reason a folder's scope gives is one that exists.
@ApplicationScoped
public class ReasonCheck implements FolderCheck {
    @Override
    public List<Finding> check(DecisionService service) {
        var findings = new ArrayList<Finding>();
        for (var i = 0; i < service.scope().size(); i++) {
            var reason = service.scope().get(i).reason();
            if (Reason.named(reason).isEmpty()) {
                var lines = new YamlLines(service.version().files().getOrDefault("service.yaml", ""));
                findings.add(new Finding(
                        service.id(),
                        "service.yaml",
                        lines.of("scope[" + i + "]"),
                        "There is no reason `" + reason + "`.",
                        "Known: "
                                + Arrays.stream(Reason.values())
                                        .map(Reason::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
            }
        }
        return findings;
    }
}
