package dev.rationale.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The addresses that are never asked, whoever registered them: link-local ones and those at which clouds hand out
/// the credentials of their machines. A name that leads to one of them is one of them.
public final class ForbiddenAddresses {
    private static final long LOOKING_UP_MILLIS = 500;

    /// Metadata services that are not link-local: Alibaba, Oracle, Azure; Amazon and Google over IPv6.
    private static final Set<String> METADATA = Set.of(
            "646464c8", "c00000c0", "a83f8110", "fd000ec2000000000000000000000254", "fd2000ce000000000000000000000254");

    private final Lookup lookup;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// What finds the addresses of a name.
    @FunctionalInterface
    public interface Lookup {
        /// All of them.
        InetAddress[] of(String host) throws UnknownHostException;
    }

    public ForbiddenAddresses(Lookup lookup) {
        this.lookup = lookup;
    }

    /// Those of this machine's own lookups.
    public static ForbiddenAddresses ofThisMachine() {
        return new ForbiddenAddresses(InetAddress::getAllByName);
    }

    /// Whether a host must not be asked. One whose lookup does not end counts as forbidden; one that has no address
    /// does not, for nothing can be sent to it.
    public boolean contains(String host) {
        var looking = threads.submit(() -> lookup.of(host.replaceAll("^\\[|]$", "")));
        try {
            var addresses = looking.get(LOOKING_UP_MILLIS, TimeUnit.MILLISECONDS);
            return Arrays.stream(addresses).anyMatch(ForbiddenAddresses::forbidden);
        } catch (ExecutionException noAddress) {
            return false;
        } catch (TimeoutException slow) {
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            looking.cancel(true);
        }
    }

    /// Whether a host is such an address as it is written.
    public static boolean isForbiddenLiteral(String host) {
        try {
            return forbidden(InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")));
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    static boolean forbidden(InetAddress address) {
        if (address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(HexFormat.of().formatHex(address.getAddress()))) {
            return true;
        }
        return address instanceof Inet6Address && within(address.getAddress());
    }

    /// IPv4 addresses that are written inside IPv6 ones: compatible `::a.b.c.d`, NAT64 `64:ff9b::`, 6to4 `2002:`.
    private static boolean within(byte[] bytes) {
        var hex = HexFormat.of().formatHex(bytes);
        if (hex.startsWith("2002")) {
            return forbidden(hex.substring(4, 12));
        }
        var last = hex.substring(24);
        var wrapped = hex.startsWith("0064ff9b0000000000000000") || hex.startsWith("000000000000000000000000");
        return wrapped && !last.startsWith("0000") && forbidden(last);
    }

    private static boolean forbidden(String hex) {
        try {
            return forbidden(InetAddress.getByAddress(HexFormat.of().parseHex(hex)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
