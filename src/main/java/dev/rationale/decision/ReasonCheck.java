package dev.rationale.decision;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Finding;
import dev.rationale.catalog.FolderCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Every reason a folder's scope gives is one that exists.
@ApplicationScoped
public class ReasonCheck implements FolderCheck {
    @Override
    public List<Finding> check(DecisionService service) {
        return service.scope().stream()
                .filter(rule -> Reason.named(rule.reason()).isEmpty())
                .map(rule -> new Finding(
                        service.id(),
                        "service.yaml",
                        0,
                        "There is no reason `" + rule.reason() + "`.",
                        "Known: "
                                + Arrays.stream(Reason.values())
                                        .map(Reason::code)
                                        .collect(Collectors.joining(", "))
                                + "."))
                .toList();
    }
}
