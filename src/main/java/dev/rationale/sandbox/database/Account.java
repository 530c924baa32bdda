package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Under whose name PostgreSQL runs, since it refuses to run as root.
/// Root starts it in a user namespace or, where that is forbidden, as the user `nobody`.
sealed interface Account {
    /// What stands before each command.
    List<String> starter();

    /// Gives the account what it has to read and write.
    void own(Path... paths) throws IOException, InterruptedException;

    /// The account for one who owns the file that this process wrote.
    static Account ofOwner(Path file) throws IOException, InterruptedException {
        if (!Files.getAttribute(file, "unix:uid").equals(0)) {
            return new Own(List.of());
        }
        // The namespace shows every account as `nobody`, whom the system's list of users must know.
        if (Command.of("unshare", "-U", "id", "-un").succeeds()) {
            return new Own(List.of("unshare", "-U"));
        }
        var nobody = new Nobody();
        if (Command.of("id", "-un").startedBy(nobody.starter()).succeeds()) {
            return nobody;
        }
        throw new IOException("PostgreSQL refuses to run as root, and neither a user namespace (unshare -U) nor the"
                + " user nobody (setpriv) can be had here; start the service as another user");
    }

    /// The account of this process, or what looks so from outside a namespace: files are its own.
    record Own(List<String> starter) implements Account {
        @Override
        public void own(Path... paths) {
            // Whatever this process writes belongs to it.
        }
    }

    /// The user that owns nothing until it is given something.
    record Nobody() implements Account {
        private static final String ID = "65534";

        @Override
        public List<String> starter() {
            return List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups");
        }

        @Override
        public void own(Path... paths) throws IOException, InterruptedException {
            for (var path : paths) {
                Command.of("chown", "-R", ID + ":" + ID, path.toString()).run();
                if (!Command.of("test", "-r", path.toString())
                        .startedBy(starter())
                        .succeeds()) {
                    throw new IOException("PostgreSQL runs as the user nobody, who cannot reach " + path
                            + "; open the folders above it, or start the service as another user");
                }
            }
        }
    }
}
