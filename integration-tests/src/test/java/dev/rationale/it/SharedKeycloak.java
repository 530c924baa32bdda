package dev.rationale.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests one Keycloak for all of them. It is started when the first asks for it.
public final class SharedKeycloak implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Keycloak.class;
    }

    @Override
    public Keycloak resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    static Keycloak of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedKeycloak.class))
                .getOrComputeIfAbsent(Keycloak.class, key -> Keycloak.start(), Keycloak.class);
    }
}
