package dev.rationale.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests of the whole contract one service that offers the shipped folders and those of the tests.
public final class EveryFolder implements ParameterResolver {
    private static final Path FIXTURES = Path.of("integration-tests/src/test/resources/services");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningService.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(EveryFolder.class))
                .getOrComputeIfAbsent(Started.class, key -> new Started(start()), Started.class)
                .service();
    }

    /// A directory with all of them.
    static Path folders() throws IOException {
        var folders = Files.createTempDirectory("rationale-folders");
        copy(RunningService.root().resolve("cds-services"), folders);
        copy(RunningService.root().resolve(FIXTURES), folders);
        return folders;
    }

    private static RunningService start() {
        try {
            return RunningService.start(
                    Files.createTempDirectory("rationale-it"), "rationale.catalog.directory=" + folders());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private record Started(RunningService service) implements AutoCloseable {
        @Override
        public void close() {
            service.close();
        }
    }
}
