package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One database cluster: its folder, and how it is made and served.
/// Durable as in production: `fsync` and `synchronous_commit` are on.
record Cluster(Path folder, Binaries binaries, Account account) {
    static final String OWNER = "rationale";

    // A failed statement carries values of patients, so that errors of statements stay out of the log.
    // In PostgreSQL's order of severity for the log, LOG stands above ERROR.
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "shared_buffers=64MB",
            "max_connections=50",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off",
            "log_min_messages=log",
            "log_min_error_statement=panic");

    /// Makes the cluster where there is none; an attempt that failed leaves nothing.
    void createOnce(Password password) throws IOException, InterruptedException {
        account.own(binaries.folder(), password.file());
        new Folder(folder).fillOnce(unfinished -> {
            account.own(unfinished);
            initdb(unfinished, password).startedBy(account.starter()).run();
        });
    }

    private Command initdb(Path unfinished, Password password) {
        return Command.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=" + OWNER,
                "--pwfile=" + password.file(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
    }

    /// Starts the server and does not wait for it; one that was left over is stopped first.
    Guard serve(int port, Path log) throws IOException, InterruptedException {
        postmaster().stopLeftover();
        var words = new ArrayList<>(List.of(binaries.program("postgres").toString(), "-D", folder.toString()));
        words.addAll(List.of("-c", "port=" + port));
        SETTINGS.forEach(setting -> words.addAll(List.of("-c", setting)));
        return Guard.over(new Command(words).startedBy(account.starter()), log);
    }

    Postmaster postmaster() {
        return new Postmaster(folder);
    }
}
