package dev.rationale.operator;

import dev.rationale.client.Rights;
import dev.rationale.client.Role;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives everybody the rights of their roles and nothing else: a role that means nothing here is dropped, so that no
/// name an identity provider makes up can pass for a right. In dev, while nobody can sign in, everybody has every
/// right.
@ApplicationScoped
public class GrantedRights implements SecurityIdentityAugmentor {
    private final SignInState state;

    public GrantedRights(SignInState state) {
        this.state = state;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(granted(identity));
    }

    private SecurityIdentity granted(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return state.isOpen() ? everything(identity) : identity;
        }
        var roles = roles(identity.getRoles());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addRoles(roles.stream().map(Role::code).collect(Collectors.toSet()))
                .addRoles(Rights.of(roles))
                .build();
    }

    private static SecurityIdentity everything(SecurityIdentity nobody) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(nobody.getPrincipal())
                .setAnonymous(true)
                .addRoles(Rights.all())
                .build();
    }

    /// The roles that mean something here.
    static Set<Role> roles(Collection<String> codes) {
        return codes.stream().map(Role::of).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }
}
