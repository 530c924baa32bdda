package dev.rationale.client.token;

import dev.rationale.client.Caller;
import dev.rationale.client.CdsClient;
import dev.rationale.client.Endpoint;
import dev.rationale.client.ForbiddenAddresses;
import dev.rationale.client.registration.Registrations;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Who makes a call: from its `Authorization` header to a registered client, or a refusal.
@ApplicationScoped
@Startup
public class Authentication {
    private static final Logger LOG = Logger.getLogger(Authentication.class);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_TOKEN = 8 << 10;

    private final Registrations registrations;
    private final KeyFetcher fetcher;
    private final KeyRing keys;
    private final TokenVerifier verifier;
    private final Throttle throttle;
    private final UsedTokenWriter writer;
    private final UsedTokens used;
    private final MeterRegistry metrics;
    private final boolean dev;
    private volatile boolean stopped;

    public Authentication(
            Registrations registrations,
            DataSource source,
            MeterRegistry metrics,
            Clock clock,
            @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev) {
        this.registrations = registrations;
        this.fetcher = new KeyFetcher(ForbiddenAddresses.ofThisMachine());
        this.keys = new KeyRing(fetcher, clock, metrics);
        this.verifier = new TokenVerifier(keys, clock);
        this.throttle = new Throttle(TimeMeter.SYSTEM_NANOTIME);
        this.writer = new UsedTokenWriter(source);
        this.used = new UsedTokens(writer, metrics, clock);
        this.metrics = metrics;
        this.dev = dev;
    }

    /// What is known about a caller.
    public sealed interface Finding {
        /// A registered client; in dev, while none is registered, everybody.
        record Known(Caller caller) implements Finding {}

        /// Nobody we know.
        record Refused(TokenFault fault) implements Finding {}

        /// A client beyond its rate, or somebody who says they are it.
        record TooMany(CdsClient client, Duration untilNext) implements Finding {}

        /// Perhaps a client: the registrations could not be read since the start.
        record NotKnownYet() implements Finding {}
    }

    @PostConstruct
    void start() {
        registrations.all().forEach(one -> keys.warm(one.client().keys()));
        writer.start();
        var thread = Thread.ofPlatform().name("used-tokens-purge").daemon().start(this::purge);
        assert thread.isDaemon();
    }

    @PreDestroy
    void stop() {
        stopped = true;
        fetcher.close();
        writer.stop();
    }

    private void purge() {
        while (!stopped) {
            try {
                Thread.sleep(PURGE_EVERY);
                used.purge();
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    /// Who calls an endpoint.
    ///
    /// @param authorization every `Authorization` header of the call
    public Finding caller(List<String> authorization, Endpoint endpoint) {
        if (dev && registrations.none()) {
            return new Finding.Known(Caller.open());
        }
        var compact = bearer(authorization);
        if (compact.isEmpty()) {
            return refused(TokenFault.NO_TOKEN, null);
        }
        if (compact.get().length() > LONGEST_TOKEN) {
            return refused(TokenFault.TOO_LONG, null);
        }
        var token = Token.read(compact.get());
        if (token.isEmpty()) {
            return refused(TokenFault.MALFORMED, null);
        }
        var client = token.get().claim("iss").flatMap(registrations::ofIssuer);
        if (client.isPresent()) {
            return caller(token.get(), client.get(), endpoint);
        }
        return registrations.complete() ? refused(TokenFault.UNKNOWN_ISSUER, null) : new Finding.NotKnownYet();
    }

    /// A client that has used up its rate is told so before its signature is looked at, which costs more than all
    /// the rest. Only tokens that are verified count against the rate, so nobody can use it up for another.
    private Finding caller(Token token, CdsClient client, Endpoint endpoint) {
        @Nullable String tenant = token.claim("tenant").orElse(null);
        var wait = throttle.untilNext(client, tenant);
        if (wait.isPresent()) {
            return tooMany(client, wait.get());
        }
        var fault = verifier.fault(token, client, endpoint);
        if (fault.isPresent()) {
            return refused(fault.get(), client);
        }
        wait = throttle.take(client, tenant);
        if (wait.isPresent()) {
            return tooMany(client, wait.get());
        }
        var use = new UsedTokens.Use(
                client.issuer(), token.claim("jti").orElseThrow(), TokenVerifier.forgetAfter(token, client));
        return used.isFirst(use)
                ? new Finding.Known(new Caller(client, tenant))
                : refused(TokenFault.USED_BEFORE, client);
    }

    private static Optional<String> bearer(List<String> authorization) {
        return authorization.size() == 1 && authorization.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(
                        authorization.getFirst().substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private Finding refused(TokenFault fault, @Nullable CdsClient client) {
        var name = count(fault.code(), client);
        LOG.infof("caller refused: %s, client %s", fault.code(), name);
        return new Finding.Refused(fault);
    }

    private Finding tooMany(CdsClient client, Duration wait) {
        var name = count("too-many", client);
        LOG.debugf("caller refused: too-many, client %s", name);
        return new Finding.TooMany(client, wait);
    }

    private String count(String reason, @Nullable CdsClient client) {
        var name = client == null ? "unknown" : client.name();
        metrics.counter("rationale.client.refused", "client", name, "reason", reason)
                .increment();
        return name;
    }
}
