package dev.rationale.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// HAPI's JPA server, built from `hapi-jpa` and started in a class path of its own: about 250 jars, a minute, and a
/// gigabyte of memory, and so only where `-Drationale.hapi-jpa=true` asks for it.
final class HapiJpa {
    private static final Path HOME = Path.of("hapi-jpa").toAbsolutePath();

    private HapiJpa() {}

    static ForeignServer start() {
        var target = Path.of("target").toAbsolutePath();
        var maven = RunningService.root().resolve("mvnw").toString();
        var _ = Program.run(
                List.of("sh", maven, "-B", "-ntp", "-f", HOME.toString(), "package"), HOME, Duration.ofMinutes(15));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ForeignServer.start(
                List.of(java, "-Xmx1g", "-cp", "target/classes:target/lib/*", "dev.rationale.it.jpa.JpaServer"),
                HOME,
                "/fhir",
                target.resolve("hapi-jpa.log"));
    }
}
