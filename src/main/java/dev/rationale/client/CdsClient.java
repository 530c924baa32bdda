package dev.rationale.client;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A registered CDS client: an EHR that may call, how its tokens are verified and what it may do.
///
/// @param name by which logs, metrics and the journal know it
/// @param issuer the `iss` of its tokens; empty for everybody in dev
/// @param algorithms it may sign with
/// @param audiences that its tokens may name, word for word, instead of the endpoint's URL
/// @param tenants its tokens must name one of; empty: its tokens need not name any
/// @param fhirBases that may be asked on its behalf
/// @param services it may call, by their ids; `*` is every one
/// @param strict whether what the specification does not have is refused instead of counted
/// @param longestLife the most that may lie between a token's `iat` and its `exp`
/// @param clockSkew by which its clock may differ from ours
public record CdsClient(
        String name,
        String issuer,
        ClientKeys keys,
        Set<SignatureAlgorithm> algorithms,
        Set<String> audiences,
        Set<String> tenants,
        List<FhirBase> fhirBases,
        Set<String> services,
        QuirkProfile profile,
        boolean strict,
        RateLimit rate,
        Duration longestLife,
        Duration clockSkew) {
    /// Every service.
    public static final String EVERY_SERVICE = "*";

    /// The algorithms the specification recommends
    /// ([CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/#jwt-signing-algorithm)).
    public static final Set<SignatureAlgorithm> RECOMMENDED =
            Set.copyOf(EnumSet.of(SignatureAlgorithm.ES384, SignatureAlgorithm.RS384));

    /// How long a token may live unless its registration says otherwise.
    public static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    /// The most that a registration may allow.
    public static final Duration LONGEST_LIFE = Duration.ofHours(1);

    /// By how much clocks may differ unless a registration says otherwise.
    public static final Duration USUAL_SKEW = Duration.ofSeconds(30);

    /// The most that a registration may allow.
    public static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

    /// A client without tokens, which may call every service: everybody, in dev.
    public CdsClient(String name, QuirkProfile profile) {
        this(
                name,
                "",
                new ClientKeys.Inline(KeySet.empty(), null),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                Set.of(EVERY_SERVICE),
                profile,
                false,
                RateLimit.USUAL,
                USUAL_LIFE,
                USUAL_SKEW);
    }

    /// The same client as another kind of EHR.
    public CdsClient as(QuirkProfile other) {
        return new CdsClient(
                name,
                issuer,
                keys,
                algorithms,
                audiences,
                tenants,
                fhirBases,
                services,
                other,
                strict,
                rate,
                longestLife,
                clockSkew);
    }

    /// Whether it calls without a token.
    public boolean isOpen() {
        return issuer.isEmpty();
    }

    /// Whether it may call a service.
    public boolean mayCall(String service) {
        return services.contains(EVERY_SERVICE) || services.contains(service);
    }

    /// Keys and addresses stay out of logs.
    @Override
    public String toString() {
        return "CdsClient " + name;
    }
}
