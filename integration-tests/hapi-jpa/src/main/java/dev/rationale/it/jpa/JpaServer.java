package dev.rationale.it.jpa;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// HAPI's JPA server over a database in memory, on a free port of 127.0.0.1, which it prints; the end of standard
/// input ends it.
public final class JpaServer {
    private static final int LARGEST_PAGE = 1000;

    private JpaServer() {}

    public static void main(String[] arguments) throws Exception {
        var jetty = new Server();
        var connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        var context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(endpoint()), "/fhir/*");
        jetty.setHandler(context);
        jetty.start();
        System.out.println(connector.getLocalPort());
        try (InputStream input = System.in) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }

    private static RestfulServer endpoint() {
        var beans = new AnnotationConfigApplicationContext(JpaBeans.class);
        var endpoint = new RestfulServer(beans.getBean(FhirContext.class));
        endpoint.registerProviders(beans.getBean(ResourceProviderFactory.class).createProviders());
        endpoint.registerProvider(beans.getBean(JpaSystemProvider.class));
        var paging = beans.getBean(DatabaseBackedPagingProvider.class);
        paging.setDefaultPageSize(LARGEST_PAGE);
        paging.setMaximumPageSize(LARGEST_PAGE);
        endpoint.setPagingProvider(paging);
        endpoint.setDefaultResponseEncoding(EncodingEnum.JSON);
        return endpoint;
    }
}
