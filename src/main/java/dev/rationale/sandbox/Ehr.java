package dev.rationale.sandbox;

import java.time.Clock;

/// The sandbox EHR when it is open: its store, what answers FHIR calls, its page.
record Ehr(SearchTable table, FhirStore store, FhirEndpoint endpoint, StartPage page) {
    /// An EHR that holds the sandbox's own patients, dated back from now.
    static Ehr open(Clock clock) {
        var table = SearchTable.load();
        var store = new FhirStore(table, clock);
        var patients = SandboxPatients.load();
        patients.fill(store, clock);
        var capability = new CapabilityStatement(table, clock.instant());
        var endpoint = new FhirEndpoint(store, table, clock.getZone(), capability);
        return new Ehr(table, store, endpoint, new StartPage(patients, store));
    }
}
