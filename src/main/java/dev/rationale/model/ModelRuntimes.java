package dev.rationale.model;

import dev.rationale.catalog.ModelSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Which runtime scores a model version.
@ApplicationScoped
public class ModelRuntimes {
    /// The runtime for the version's kind, if there is one.
    public Optional<ModelRuntime> runtime(ModelSpec model) {
        return model.kind().equals("equation") ? Optional.of(new EquationRuntime(model)) : Optional.empty();
    }
}
