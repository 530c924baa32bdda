package dev.rationale.operator;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Set;

/// Signs people and machines of the hospital in by the bearer token of their identity provider. Whatever goes wrong,
/// the provider being away among it, is an answer of 401 that says nothing more. Hook calls do not come through here:
/// their `Authorization` is the CDS client's.
@Alternative
@Priority(1)
@ApplicationScoped
public class SignIn implements HttpAuthenticationMechanism {
    /// For a provider that takes a question for its keys and never answers.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final OidcAuthenticationMechanism oidc;
    private final SignInAudit audit;

    public SignIn(OidcAuthenticationMechanism oidc, SignInAudit audit) {
        this.oidc = oidc;
        this.audit = audit;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        return oidc.authenticate(request, identities)
                .ifNoItem()
                .after(LONGEST_WAIT)
                .fail()
                .onFailure()
                .transform(failure -> failure instanceof AuthenticationFailedException
                        ? failure
                        : new AuthenticationFailedException(failure))
                .invoke(identity -> audit.signedIn(identity, request));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom()
                .item(new ChallengeData(
                        HttpResponseStatus.UNAUTHORIZED.code(), HttpHeaderNames.WWW_AUTHENTICATE, "Bearer"));
    }

    /// What is no JAX-RS method asks here for its answer; a failure is answered as everywhere.
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        return Uni.createFrom().failure(new UnauthorizedException());
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return oidc.getCredentialTransport(request);
    }
}
