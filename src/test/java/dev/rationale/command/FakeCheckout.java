package dev.rationale.command;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A checkout around the real launcher, with a Maven that only notes that it was asked and a JDK whose `java` runs
/// {@link FakeService} where the launcher runs the packaged service. Nothing is built in it.
record FakeCheckout(Path root, Path jdks) {
    private static final String MAVEN = """
            #!/bin/sh
            echo "$JAVA_HOME $*" >>calls
            if [ -f broken ]; then echo '[ERROR] /src/Broken.java:[3,7] broken on purpose'; exit 1; fi
            mkdir -p target/quarkus-app/app target/quarkus-app/lib/main target/quarkus-app/lib/boot
            : >target/quarkus-app/quarkus-run.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            case $* in *dev.rationale.command.Words*) pwd; printf '<%s>' "$@"; exit 7 ;; esac
            for argument; do
              shift
              case $argument in
                -jar) set -- "$@" -cp ;;
                */quarkus-run.jar) set -- "$@" 'CLASSES' dev.rationale.command.FakeService ;;
                */quarkus-app/*) set -- "$@" 'CLASSES' ;;
                *) set -- "$@" "$argument" ;;
              esac
            done
            exec 'JAVA' "$@"
            """;

    static FakeCheckout in(Path folder) throws IOException {
        Path root = Files.createDirectories(folder.resolve("a check out"));
        var checkout = new FakeCheckout(root.toRealPath(), folder.resolve("jdks"));
        executable(root.resolve("rationale"), Files.readString(Path.of("rationale")));
        executable(root.resolve("mvnw"), MAVEN);
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve(".mvn"));
        Files.createDirectories(root.resolve("src/main/java"));
        Files.writeString(root.resolve("src/main/java/Source.java"), "class Source {}");
        checkout.addJdk("fake-25", "25.0.1");
        Path tools = Files.createDirectories(checkout.jdks.resolve("none"));
        executable(tools.resolve("node"), "#!/bin/sh\necho v22.12.0\n");
        executable(tools.resolve("npm"), "#!/bin/sh\n");
        return checkout;
    }

    void addJdk(String name, String version) throws IOException {
        Path binaries = Files.createDirectories(jdks.resolve(name).resolve("bin"));
        Files.writeString(jdks.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        String classes = Path.of("target/classes").toAbsolutePath() + ":"
                + Path.of("target/test-classes").toAbsolutePath();
        Path java = ProcessHandle.current().info().command().map(Path::of).orElseThrow();
        executable(
                binaries.resolve("java"),
                JAVA.replace("'CLASSES'", "'" + classes + "'").replace("'JAVA'", "'" + java + "'"));
        executable(binaries.resolve("javac"), "#!/bin/sh\n");
    }

    /// Only what a bare machine has: no JAVA_HOME, no HOME; JDKs are looked for in this checkout's folder alone. Its
    /// Node
    /// is new enough.
    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("PATH", jdks.resolve("none") + ":" + System.getenv("PATH"));
        environment.put("RATIONALE_JDKS", jdks.toString());
        return environment;
    }

    Shell run(String... arguments) throws Exception {
        return Shell.run(root, environment(), command(arguments));
    }

    List<String> command(String... arguments) {
        var command = new ArrayList<String>(List.of(root.resolve("rationale").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// One line for each time Maven was asked.
    List<String> mavenCalls() throws IOException {
        Path calls = root.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }
}
