package dev.rationale.catalog;

import java.util.List;

/// A check of a loaded service that needs more than the catalog knows: a model's golden vectors, a card's
/// templates. Implemented in the packages that own that knowledge; a service with findings is not offered.
public interface FolderCheck {
    /// What is wrong; empty when nothing is.
    List<Finding> check(DecisionService service);
}
