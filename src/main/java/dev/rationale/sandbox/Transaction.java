package dev.rationale.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All entries or none ([R4 transaction](https://hl7.org/fhir/R4/http.html#transaction)): everything is checked and
/// every identity given first; then references by `fullUrl` or by search are resolved, and only then is it written.
final class Transaction {
    private final FhirStore store;
    private final FhirWriting writing;
    private final Function<FhirRequest, FhirAnswer> reading;

    /// @param reading answers the GET entries
    Transaction(FhirStore store, FhirWriting writing, Function<FhirRequest, FhirAnswer> reading) {
        this.store = store;
        this.writing = writing;
        this.reading = reading;
    }

    /// An entry and the identity that its resource has or will have.
    ///
    /// @param found what a conditional create found instead of creating
    private record Planned(
            BundleEntry entry,
            String type,
            String id,
            @Nullable Stored found) {
        boolean reads() {
            return entry.method().equals("GET");
        }

        String reference() {
            return type + "/" + id;
        }
    }

    List<FhirAnswer> run(List<BundleEntry> entries, String base) {
        return store.writing(() -> {
            var planned = entries.stream().map(entry -> plan(entry, base)).toList();
            resolve(planned, base);
            // Reads see what the writes of the same transaction wrote, wherever they stand in it.
            var written = planned.stream()
                    .map(plan -> plan.reads() ? null : write(plan, base))
                    .toArray(FhirAnswer[]::new);
            var answers = new ArrayList<FhirAnswer>();
            for (int i = 0; i < written.length; i++) {
                answers.add(written[i] == null ? reading.apply(entries.get(i).asRequest(base)) : written[i]);
            }
            return answers;
        });
    }

    private Planned plan(BundleEntry entry, String base) {
        return switch (entry.method()) {
            case "GET" -> new Planned(entry, "", "", null);
            case "POST" -> planCreate(entry, base);
            case "PUT" -> planUpdate(entry);
            default -> throw FhirProblem.notSupported("A transaction may hold GET, POST and PUT here.");
        };
    }

    private Planned planCreate(BundleEntry entry, String base) {
        writing.checkType(entry.path(), entry.content());
        var condition = entry.ifNoneExist();
        var found = condition == null ? List.<Stored>of() : writing.matching(entry.path(), condition, base);
        return found.isEmpty()
                ? new Planned(entry, entry.path(), FhirWriting.newId(), null)
                : new Planned(entry, entry.path(), found.getFirst().id(), found.getFirst());
    }

    private Planned planUpdate(BundleEntry entry) {
        var target = ReferenceValue.parse(entry.path())
                .filter(reference -> entry.query() == null)
                .orElseThrow(() -> FhirProblem.notSupported("A PUT in a transaction must name Type/id here."));
        writing.checkType(target.type(), entry.content());
        FhirWriting.checkId(target.id(), entry.content());
        var etag = store.read(target.type(), target.id()).map(Stored::etag).orElse("");
        FhirWriting.checkVersion(etag, entry.ifMatch());
        return new Planned(entry, target.type(), target.id(), null);
    }

    private void resolve(List<Planned> planned, String base) {
        var identities = new HashSet<String>();
        var byFullUrl = new HashMap<String, String>();
        for (var plan : planned) {
            if (!plan.reads() && plan.found() == null && !identities.add(plan.reference())) {
                throw FhirProblem.invalid("Two entries of the transaction write the same resource.");
            }
            var fullUrl = plan.entry().fullUrl();
            if (!plan.reads() && fullUrl != null && byFullUrl.put(fullUrl, plan.reference()) != null) {
                throw FhirProblem.invalid("Two entries of the transaction have the same fullUrl.");
            }
        }
        for (var plan : planned) {
            if (!plan.reads()) {
                References.rewrite(plan.entry().content(), text -> resolved(text, byFullUrl, base));
            }
        }
    }

    private String resolved(String reference, Map<String, String> byFullUrl, String base) {
        var known = byFullUrl.get(reference);
        var question = reference.indexOf('?');
        if (known != null || question < 0) {
            return known != null ? known : reference;
        }
        var found = writing.matching(reference.substring(0, question), reference.substring(question), base);
        if (found.isEmpty()) {
            throw FhirProblem.of(412, "not-found", "A reference by search in the transaction matches no resource.");
        }
        return found.getFirst().reference();
    }

    private FhirAnswer write(Planned plan, String base) {
        if (plan.found() != null) {
            return FhirAnswer.of(200, plan.found(), base);
        }
        var stored = store.put(plan.type(), plan.id(), plan.entry().content());
        return FhirAnswer.of(stored.version() == 1 ? 201 : 200, stored, base);
    }
}
