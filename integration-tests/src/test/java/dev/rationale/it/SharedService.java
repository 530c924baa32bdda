package dev.rationale.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests that leave the service as they found it one service for all of them.
public final class SharedService implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == RunningService.class || type == HookClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var service = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedService.class))
                .getOrComputeIfAbsent(Started.class, key -> new Started(start()), Started.class)
                .service();
        return parameter.getParameter().getType() == HookClient.class ? new HookClient(service) : service;
    }

    private static RunningService start() {
        try {
            return RunningService.start(Files.createTempDirectory("rationale-it"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Started(RunningService service) implements AutoCloseable {
        @Override
        public void close() {
            service.close();
        }
    }
}
