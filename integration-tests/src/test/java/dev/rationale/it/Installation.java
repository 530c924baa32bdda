package dev.rationale.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// An installation that was made by the commands of docs/install.md, on free ports of this machine. What only a host
/// can do is done as nearly as it can be: its services are started by their unit files, without systemd.
final class Installation implements AutoCloseable {
    private static final List<String> LAID_OUT =
            List.of("RATIONALE_RELEASE", "RATIONALE_DATA", "KEYCLOAK_CONFIG", "NGINX_CONFIG", "NGINX_LOG");
    private static final List<String> FOLDERS = Stream.concat(
                    LAID_OUT.stream(), Stream.of("RATIONALE_HOME", "RATIONALE_CONFIG", "KEYCLOAK_HOME"))
            .toList();

    private final Path folder;
    private final String path;
    private final RunningService database;
    private final Bash bash;
    private final Map<String, Unit> units = new TreeMap<>();

    private Installation(Path folder, String path, RunningService database, Bash bash) {
        this.folder = folder;
        this.path = path;
        this.database = database;
        this.bash = bash;
    }

    /// Walks the whole page.
    ///
    /// @param path of the programs
    static Installation walk(Path folder, String path) throws IOException {
        var database = RunningService.start(folder.resolve("postgresql-of-dev"));
        var environment = new TreeMap<>(superuser(database));
        environment.put("PATH", path);
        environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        // Half the time on two cores, for programs that run once.
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        var bash = Bash.start(folder.resolve("blocks"), RunningService.root(), environment);
        var installation = new Installation(folder, path, database, bash);
        try {
            var page = InstallPage.read();
            installation.run(page.choices(installation.choices()));
            for (var block : page.blocks().subList(1, page.blocks().size())) {
                installation.run(block);
            }
            return installation;
        } catch (IOException | RuntimeException failed) {
            installation.close();
            throw failed;
        }
    }

    /// Who may create databases on the server that dev brings along.
    private static Map<String, String> superuser(RunningService dev) throws IOException {
        return Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Files.readAllLines(dev.data().resolve("postgresql/postmaster.pid"))
                        .get(3),
                "PGUSER",
                "rationale",
                "PGPASSWORD",
                Files.readString(dev.data().resolve("postgresql-password")).strip());
    }

    private Map<String, String> choices() throws IOException {
        var choices = new TreeMap<String, String>();
        for (var name : FOLDERS) {
            choices.put(
                    name,
                    folder.resolve(name.toLowerCase(java.util.Locale.ROOT)).toString());
        }
        var ports = RunningService.freePorts(6);
        choices.putAll(Map.of(
                "RATIONALE_PORT", ports.get(0),
                "KEYCLOAK_PORT", ports.get(1),
                "KEYCLOAK_MANAGEMENT_PORT", ports.get(2),
                "CDS_LISTEN", "127.0.0.1:" + ports.get(3),
                "STAFF_LISTEN", "127.0.0.1:" + ports.get(4),
                "SIGN_IN_LISTEN", "127.0.0.1:" + ports.get(5),
                "PUBLIC_URL", "https://localhost:" + ports.get(3) + "/rationale",
                "STAFF_URL", "https://localhost:" + ports.get(4) + "/rationale",
                "SIGN_IN_URL", "https://localhost:" + ports.get(5)));
        choices.putAll(Map.of(
                "CDS_HOST", "localhost",
                "SIGN_IN_HOST", "localhost",
                "STAFF_NETWORK", "127.0.0.1",
                "AS_POSTGRES", "",
                "AS_RATIONALE", "",
                "DATABASE", "hospital",
                "DATABASE_PORT", superuser(database).get("PGPORT"),
                "JAVA_HOME", System.getProperty("java.home"),
                "PACKAGE", folder.resolve("rationale.tar").toString(),
                "EHR_KEYS", choices.get("PUBLIC_URL") + "/keys"));
        for (var name : new String[] {"TLS_CERTIFICATE", "TLS_KEY", "TLS_AUTHORITY"}) {
            choices.put(name, folder.resolve("tls").resolve(name + ".pem").toString());
        }
        return choices;
    }

    private void run(InstallPage.Block block) throws IOException {
        if (block.onlyOnAHost()) {
            asAHost(block);
            return;
        }
        bash.run(block.commands());
        if (block.says("docs/people.md")) {
            bash.run("export JAVA_OPTS='-Duser.home=" + folder + " -XX:TieredStopAtLevel=1'\n"
                    + InstallPage.blocks("docs/people.md").getFirst().commands()
                    + "unset JAVA_OPTS\n");
        }
    }

    /// What a host does for an administrator.
    private void asAHost(InstallPage.Block block) throws IOException {
        if (block.says("./rationale test")) {
            return;
        }
        if (block.says("apt-get install")) {
            layOut();
        } else if (block.says("reload nginx")) {
            units.put("nginx", Unit.of(folder.resolve("nginx.log"), path, "nginx", "-c", nginx()));
        } else if (block.says("enable --now keycloak")) {
            start("keycloak", "KEYCLOAK_CONFIG");
        } else if (block.says("enable --now rationale")) {
            start("rationale", "RATIONALE_CONFIG");
        } else if (!block.says("systemctl restart rationale") && !block.says("systemctl start rationale")) {
            throw new IllegalStateException("Nobody here knows what a host does about:\n" + block.commands());
        }
    }

    /// Folders, Keycloak's distribution, and what a package of nginx brings.
    private void layOut() throws IOException {
        for (var name : LAID_OUT) {
            Files.createDirectories(Path.of(bash.value(name)));
        }
        Files.createDirectories(Path.of(bash.value("RATIONALE_CONFIG"), "config"));
        Files.createDirectories(folder.resolve("tls"));
        var home = Path.of(bash.value("KEYCLOAK_HOME"));
        Keycloak.copyOfTheDistribution(home);
        var temporary = Files.createDirectories(folder.resolve("nginx-temporary"));
        var settings = new StringBuilder("daemon off;\nworker_processes 1;\npid " + folder + "/nginx.pid;\nerror_log "
                + folder + "/nginx-error.log;\nevents {}\nhttp {\n");
        for (var kind : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
            settings.append(kind + "_temp_path " + temporary.resolve(kind) + ";\n");
        }
        Files.writeString(Path.of(nginx()), settings + "include conf.d/*.conf;\n}\n");
    }

    private String nginx() throws IOException {
        return bash.value("NGINX_CONFIG") + "/nginx.conf";
    }

    /// Starts a service of the installation by its unit file.
    void start(String name, String config) throws IOException {
        var unit = Path.of(bash.value(config), name + ".service");
        units.put(name, Unit.start(unit, log(name), Map.of("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1")));
    }

    Unit unit(String name) {
        return units.get(name);
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    Path folder() {
        return folder;
    }

    /// A choice, or what the page's commands made of it.
    String value(String name) throws IOException {
        return bash.value(name);
    }

    /// More commands, after those of the page, of which any may fail; gives what they printed.
    String run(String commands) throws IOException {
        return bash.run("(set +e +o pipefail\n" + commands + "\n) || true\n").strip();
    }

    /// nginx first: nobody is to come in while the others stop.
    @Override
    public void close() {
        bash.close();
        units.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(name -> !name.equals("nginx"))))
                .forEach(unit -> unit.getValue().close());
        database.close();
    }
}
