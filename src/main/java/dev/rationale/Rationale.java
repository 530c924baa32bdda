package dev.rationale;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import org.jboss.logging.Logger;

/// Starts the service; with the dev switch on and no database named, it brings its own.
/// Ends with status 1, and one line in the log, when that database cannot be started.
@QuarkusMain
public final class Rationale {
    private Rationale() {}

    public static void main(String... arguments) throws InterruptedException {
        var settings = new StartSettings(System.getProperties(), System.getenv());
        if (!settings.wantsOwnDatabase()) {
            Quarkus.run(arguments);
            return;
        }
        try (var _ = OwnDatabase.start(settings)) {
            Quarkus.run(arguments);
        } catch (IOException failure) {
            Logger.getLogger(Rationale.class).errorf("The database could not be started: %s", failure.getMessage());
            System.exit(1);
        }
    }
}
