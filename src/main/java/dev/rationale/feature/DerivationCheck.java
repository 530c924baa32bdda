package dev.rationale.feature;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Finding;
import dev.rationale.catalog.FolderCheck;
import dev.rationale.catalog.YamlLines;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Every hosted model version says by which equation an eGFR is computed for it, and it is one that is known here. The
/// equation belongs to the version: without it there would be no eGFR, and with another one a wrong risk.
@ApplicationScoped
public class DerivationCheck implements FolderCheck {
    @Override
    public List<Finding> check(DecisionService service) {
        var findings = new ArrayList<Finding>();
        var derived = service.measurements().values().stream().anyMatch(one -> one.derived() != null);
        service.models().forEach((version, model) -> {
            var egfr = model.derivations().get("egfr");
            if (derived && (egfr == null || CkdEpi.named(egfr).isEmpty())) {
                var file = "models/" + version + "/model.yaml";
                var lines = new YamlLines(service.version().files().getOrDefault(file, ""));
                findings.add(new Finding(
                        service.id(),
                        file,
                        lines.of("derivations.egfr"),
                        egfr == null ? "It does not say how eGFR is computed." : "There is no equation `" + egfr + "`.",
                        "Write `derivations: {egfr: …}` with one of "
                                + Arrays.stream(CkdEpi.values()).map(CkdEpi::id).collect(Collectors.joining(", "))
                                + "."));
            }
        });
        return findings;
    }
}
