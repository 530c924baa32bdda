package dev.rationale.operator;

import dev.rationale.catalog.Catalog;
import dev.rationale.journal.JournalState;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready means that at least one service can answer. With the database away the node stays ready and says degraded:
/// decisions are spooled to disk and nothing is lost. With the identity provider away people cannot sign in, and hook
/// calls are answered all the same.
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {
    private final Catalog catalog;
    private final JournalState journal;
    private final SignInState signIn;

    public ReadyCheck(Catalog catalog, JournalState journal, SignInState signIn) {
        this.catalog = catalog;
        this.journal = journal;
        this.signIn = signIn;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rationale")
                .status(!catalog.services().isEmpty())
                .withData("services", catalog.services().size())
                .withData("foldersNotOffered", catalog.refusedFolders())
                .withData("journal", journal.degraded() ? "degraded" : "ok")
                .withData("spooled", journal.spooled())
                .withData("signIn", signIn.health())
                .build();
    }
}
