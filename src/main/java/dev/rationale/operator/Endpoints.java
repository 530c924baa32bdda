package dev.rationale.operator;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/// Says at start, in the log at level DEBUG, everything that answers: the JAX-RS methods and the routes that
/// extensions bring. Who may reach what is tested against this list, so that nothing can be forgotten.
@ApplicationScoped
public class Endpoints {
    private static final Logger LOG = Logger.getLogger(Endpoints.class);

    private final Router router;

    public Endpoints(Router router) {
        this.router = router;
    }

    void start(@Observes StartupEvent started) {
        if (LOG.isDebugEnabled()) {
            all().forEach(endpoint -> LOG.debugf("endpoint: %s", endpoint));
        }
    }

    /// Each as its method and its path; `*` stands for any method, and for anything below a path.
    private Set<String> all() {
        var endpoints = new TreeSet<String>();
        RuntimeResourceVisitor.visitRuntimeResources(
                "", ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers(), new RuntimeResourceVisitor() {
                    @Override
                    public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
                        endpoints.add(method + " " + path);
                    }
                });
        collect("", router, endpoints);
        return endpoints;
    }

    private static void collect(String prefix, Router router, Set<String> endpoints) {
        for (var route : router.getRoutes()) {
            if (route.getPath() != null) {
                var path = prefix + route.getPath();
                if (route.getSubRouter() != null) {
                    collect(path.replaceAll("/+$", ""), route.getSubRouter(), endpoints);
                } else {
                    endpoints.addAll(named(route, path));
                }
            }
        }
    }

    private static List<String> named(Route route, String path) {
        var whole = route.isExactPath() ? path : path + "*";
        var methods = route.methods();
        return methods == null || methods.isEmpty()
                ? List.of("* " + whole)
                : methods.stream().map(method -> method.name() + " " + whole).toList();
    }
}
