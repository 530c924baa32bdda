package dev.rationale.operator;

import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.OperationOutcome;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Nobody is told why: a token that is missing, expired, forged or meant for somebody else gets the same answer.
public class SignInRefusals {
    @ServerExceptionMapper
    public Response nobody(UnauthorizedException refusal) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    public Response notBelieved(AuthenticationFailedException refusal) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    public Response notAllowed(ForbiddenException refusal) {
        return answer(HookError.FORBIDDEN).build();
    }

    private static Response unauthenticated() {
        return answer(HookError.UNAUTHENTICATED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response.ResponseBuilder answer(HookError error) {
        return Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(OperationOutcome.of(error));
    }
}
