package dev.rationale.client.registration;

import dev.rationale.client.FhirBase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `fhirBases`: each is a URL, or an object with `url` and how it is reached.
final class FhirBaseReader {
    private final WayReader ways;

    FhirBaseReader(WayReader ways) {
        this.ways = ways;
    }

    List<FhirBase> read(Members client) {
        var bases = new ArrayList<FhirBase>();
        for (var element : client.elements("fhirBases")) {
            var plain = element.itself();
            if (plain.isPresent()) {
                url(plain.get(), element, "").ifPresent(url -> bases.add(new FhirBase(url)));
            } else {
                whole(element).ifPresent(bases::add);
            }
        }
        if (bases.stream().map(FhirBase::url).distinct().count() < bases.size()) {
            client.problem("fhirBases", "A base is there twice.");
        }
        return List.copyOf(bases);
    }

    private Optional<FhirBase> whole(Members base) {
        base.only(WayReader.and("url"));
        var way = ways.read(base);
        return url(base.text("url"), base, "url").map(url -> new FhirBase(url, way));
    }

    private Optional<URI> url(String text, Members base, String name) {
        return ways.url(text.replaceFirst("/$", ""), base, name);
    }
}
