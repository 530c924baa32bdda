package dev.rationale.operator;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Whether people and machines of the hospital can sign in. The service starts with the identity provider away and
/// asks for its keys again until it has them; from then on tokens are verified without it.
@ApplicationScoped
public class SignInState {
    private static final Logger LOG = Logger.getLogger(SignInState.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final TenantConfigBean tenants;
    private final boolean dev;
    private volatile boolean stopped;

    public SignInState(
            TenantConfigBean tenants, @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev) {
        this.tenants = tenants;
        this.dev = dev;
    }

    /// Whether an identity provider is named.
    public boolean isOn() {
        return tenants.getDefaultTenant().oidcConfig().tenantEnabled();
    }

    /// Whether everything is open, because this is dev and no identity provider is named.
    public boolean isOpen() {
        return dev && !isOn();
    }

    /// For the readiness answer: `off`, `ok`, or `degraded` while the provider's keys are not known.
    public String health() {
        if (!isOn()) {
            return "off";
        }
        return tenants.getDefaultTenant().ready() ? "ok" : "degraded";
    }

    void start(@Observes StartupEvent started) {
        if (health().equals("degraded")) {
            LOG.warn("the identity provider is away: nobody can sign in until its keys are known");
            var thread = Thread.ofPlatform().name("sign-in-keys").daemon().start(this::askAgain);
            assert thread.isDaemon();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    private void askAgain() {
        while (!stopped && health().equals("degraded")) {
            try {
                Thread.sleep(PAUSE);
                var asked = tenants.getDefaultTenant().initialize().await().atMost(PAUSE);
                assert asked != null;
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException away) {
                LOG.debugf(
                        "the identity provider is still away: %s",
                        away.getClass().getName());
            }
        }
        LOG.info("the identity provider's keys are known");
    }
}
