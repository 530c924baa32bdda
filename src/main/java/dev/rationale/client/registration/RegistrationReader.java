package dev.rationale.client.registration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.client.CdsClient;
import dev.rationale.client.ClientKeys;
import dev.rationale.client.KeySet;
import dev.rationale.client.QuirkProfile;
import dev.rationale.client.QuirkProfiles;
import dev.rationale.client.RateLimit;
import dev.rationale.client.SignatureAlgorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// From a registration as it is written to a [CdsClient], or to everything that is wrong with it.
/// The members are explained in `docs/clients.md`.
public final class RegistrationReader {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
    private static final String SERVICE = "[A-Za-z0-9._-]{1,128}";
    private static final int MOST_CALLS = 100_000;
    private static final String GENERIC = "generic";

    private final WayReader ways;

    /// @param dev whether keys and FHIR servers on the loopback interface may be without TLS
    public RegistrationReader(boolean dev) {
        this.ways = new WayReader(dev);
    }

    /// A client, or the problems that keep it from being one.
    public record Reading(Optional<CdsClient> client, List<Problem> problems) {}

    /// Reads the registration of a name.
    public Reading read(String name, JsonNode document) {
        var problems = new ArrayList<Problem>();
        if (!name.matches(NAME) || name.equals("open") || name.equals("unknown")) {
            problems.add(new Problem(
                    "name",
                    "A name has up to 63 small letters, digits and hyphens, and is neither `open` nor `unknown`."));
        }
        var members = new Members("", document, problems);
        members.only(
                "issuer",
                "keys",
                "algorithms",
                "audiences",
                "tenants",
                "fhirBases",
                "services",
                "profile",
                "strict",
                "rate",
                "maxTokenLife",
                "clockSkew");
        var client = client(name, members);
        return new Reading(problems.isEmpty() ? Optional.of(client) : Optional.empty(), List.copyOf(problems));
    }

    private CdsClient client(String name, Members members) {
        return new CdsClient(
                name,
                members.text("issuer"),
                keys(members),
                algorithms(members),
                Set.copyOf(members.texts("audiences")),
                Set.copyOf(members.texts("tenants")),
                new FhirBaseReader(ways).read(members),
                services(members),
                profile(members),
                members.truth("strict"),
                rate(members),
                members.duration("maxTokenLife", CdsClient.USUAL_LIFE, Duration.ofSeconds(1), CdsClient.LONGEST_LIFE),
                members.duration("clockSkew", CdsClient.USUAL_SKEW, Duration.ZERO, CdsClient.LARGEST_SKEW));
    }

    private ClientKeys keys(Members members) {
        if (!members.has("keys")) {
            members.problem("keys", "This is missing. Give the url of the client's key set, or the set inline.");
            return new ClientKeys.Inline(KeySet.empty(), null);
        }
        var keys = members.object("keys");
        keys.only(WayReader.and("url", "inline", "jku"));
        if (keys.has("url") == keys.has("inline")) {
            keys.problem("url", "Give either the url of the key set or the set inline.");
        }
        var jku = keys.optionalText("jku");
        if (keys.has("inline")) {
            WayReader.MEMBERS.stream()
                    .filter(keys::has)
                    .forEach(name -> keys.problem(name, "This says how the url is reached; keys inline have none."));
            return new ClientKeys.Inline(inline(keys), jku.orElse(null));
        }
        var way = ways.read(keys);
        return keys.optionalText("url")
                .flatMap(text -> ways.url(text, keys, "url"))
                .<ClientKeys>map(url -> new ClientKeys.Published(url, way, jku.orElse(url.toString())))
                .orElse(new ClientKeys.Inline(KeySet.empty(), null));
    }

    private static KeySet inline(Members keys) {
        var reading = KeySet.read(keys.at("inline"));
        reading.problems().forEach((place, text) -> keys.problem("inline." + place, text));
        if (reading.problems().isEmpty() && reading.keys().size() == 0) {
            keys.problem("inline.keys", "There is no key.");
        }
        return reading.keys();
    }

    private static Set<SignatureAlgorithm> algorithms(Members members) {
        if (!members.has("algorithms")) {
            return CdsClient.RECOMMENDED;
        }
        var algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        for (var text : members.texts("algorithms")) {
            var algorithm = SignatureAlgorithm.named(text);
            if (algorithm.isEmpty()) {
                members.problem(
                        "algorithms",
                        "This may list "
                                + List.of(SignatureAlgorithm.values())
                                        .toString()
                                        .replaceAll("[\\[\\]]", "")
                                + "; never none, and never one with a shared secret.");
            }
            algorithm.ifPresent(algorithms::add);
        }
        return Set.copyOf(algorithms);
    }

    private static Set<String> services(Members members) {
        var services = members.texts("services");
        if (!members.has("services")) {
            members.problem("services", "This is missing. List the ids of the services it may call, or `*` alone.");
        }
        for (var service : services) {
            if (service.equals(CdsClient.EVERY_SERVICE) ? services.size() > 1 : !service.matches(SERVICE)) {
                members.problem("services", "List the ids of services, or `*` alone.");
            }
        }
        return Set.copyOf(services);
    }

    private static QuirkProfile profile(Members members) {
        var name = members.optionalText("profile").orElse(GENERIC);
        var profile = QuirkProfiles.named(name);
        if (profile.isEmpty()) {
            members.problem("profile", "There is no such profile.");
        }
        return profile.orElseGet(() -> QuirkProfiles.named(GENERIC).orElseThrow());
    }

    private static RateLimit rate(Members members) {
        if (!members.has("rate")) {
            return RateLimit.USUAL;
        }
        var rate = members.object("rate");
        rate.only("perSecond", "burst");
        var perSecond = rate.number("perSecond", RateLimit.USUAL.perSecond(), MOST_CALLS);
        return new RateLimit(perSecond, rate.number("burst", Math.min(MOST_CALLS, 2 * perSecond), MOST_CALLS));
    }
}
