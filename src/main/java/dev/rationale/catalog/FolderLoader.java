package dev.rationale.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// From a folder on disk to a checked [DecisionService], or to what is wrong with it.
public final class FolderLoader {
    static final String SERVICE_FILE = "service.yaml";

    private final List<FolderCheck> checks;

    public FolderLoader(List<FolderCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /// What came of a folder. The service is there when nothing was found.
    public record Loaded(String folder, Optional<DecisionService> service, List<Finding> findings) {}

    /// Reads, binds and checks a folder.
    public Loaded load(Path folder) {
        var name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        try {
            return load(name, FolderReader.read(folder));
        } catch (IOException unreadable) {
            var what = "The folder cannot be read: " + unreadable.getMessage() + ".";
            return refused(name, List.of(new Finding(name, SERVICE_FILE, 0, what, "Make it readable.")));
        } catch (RuntimeException defect) {
            // One folder that no rule foresaw must not keep the others from being offered.
            var what = "The folder cannot be checked (" + defect + ").";
            return refused(
                    name, List.of(new Finding(name, SERVICE_FILE, 0, what, "Undo the last change, and report this.")));
        }
    }

    /// Binds and checks a folder's content; the content may come from disk or from where old versions are kept.
    public Loaded load(String name, FolderVersion version) {
        var findings = new ArrayList<Finding>();
        var text = version.files().get(SERVICE_FILE);
        if (text == null) {
            findings.add(new Finding(name, SERVICE_FILE, 0, "There is no such file.", "Every service folder has one."));
            return refused(name, findings);
        }
        var binder = new YamlBinder(name, findings);
        var file = binder.bind(SERVICE_FILE, text, ServiceFile.class);
        var models = models(binder, version);
        if (file.isEmpty() || !findings.isEmpty()) {
            return refused(name, findings);
        }
        var service = file.get().with(models, version);
        findings.addAll(broken(name, service));
        if (findings.isEmpty()) {
            checks.forEach(check -> findings.addAll(check.check(service)));
        }
        return findings.isEmpty() ? new Loaded(name, Optional.of(service), List.of()) : refused(name, findings);
    }

    /// What the folder's own rules find. Without the model that answers most of them have nothing to say.
    private static List<Finding> broken(String name, DecisionService service) {
        var check = new Checklist(name, service.version());
        check.known("model", Set.of(service.model()), service.models().keySet(), "model version");
        if (check.findings().isEmpty()) {
            new FolderRules(name, service, check).apply();
            new PrefetchRules(service, check).apply();
            new MeasurementRules(service, check).apply();
            new FeatureRules(service, check).apply();
            new ModelRules(service, check).apply();
            new HookRules(service, check).check();
            new CardRules(service, check).check();
            new SuggestionRules(service, check).check();
        }
        return check.findings();
    }

    private static Map<String, ModelSpec> models(YamlBinder binder, FolderVersion version) {
        var models = new LinkedHashMap<String, ModelSpec>();
        version.files().forEach((path, text) -> {
            if (path.startsWith("models/") && path.endsWith("/model.yaml")) {
                var directory = path.substring("models/".length(), path.length() - "/model.yaml".length());
                binder.bind(path, text, ModelSpec.class).ifPresent(model -> models.put(directory, model));
            }
        });
        return models;
    }

    private static Loaded refused(String name, List<Finding> findings) {
        return new Loaded(name, Optional.empty(), List.copyOf(findings));
    }
}
