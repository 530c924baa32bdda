package dev.rationale.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "[fe80::1]",
                "[febf::1]",
                "[fd00:ec2::254]",
                "[fd20:ce::254]",
                "100.100.100.200",
                "192.0.0.192",
                "168.63.129.16",
                "0.0.0.0",
                "[::]",
                "224.0.0.1",
                "[ff02::1]",
                "[::ffff:169.254.169.254]",
                "[::169.254.169.254]",
                "[64:ff9b::169.254.169.254]",
                "[2002:a9fe:a9fe::1]"
            })
    void knows_an_address_that_is_never_asked(String host) {
        assertThat(ForbiddenAddresses.isForbiddenLiteral(host)).isTrue();
        assertThat(ForbiddenAddresses.ofThisMachine().contains(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "192.168.1.1",
                "172.16.0.1",
                "127.0.0.1",
                "[::1]",
                "[fd12:3456::1]",
                "8.8.8.8",
                "100.100.100.201",
                "[64:ff9b::8.8.8.8]",
                "[2002:808:808::1]"
            })
    void lets_private_and_public_addresses_be(String host) {
        assertThat(ForbiddenAddresses.isForbiddenLiteral(host)).isFalse();
        assertThat(ForbiddenAddresses.ofThisMachine().contains(host)).isFalse();
    }

    @Test
    void forbids_a_name_when_one_of_its_addresses_is_forbidden() throws Exception {
        var good = InetAddress.ofLiteral("10.0.0.1");
        var bad = InetAddress.ofLiteral("169.254.169.254");
        assertThat(new ForbiddenAddresses(host -> new InetAddress[] {good, bad}).contains("fhir.example.org"))
                .isTrue();
        assertThat(new ForbiddenAddresses(host -> new InetAddress[] {good}).contains("fhir.example.org"))
                .isFalse();
        assertThat(ForbiddenAddresses.isForbiddenLiteral("fhir.example.org")).isFalse();
    }

    @Test
    void forbids_a_name_whose_lookup_does_not_end_and_not_one_without_an_address() {
        assertThat(new ForbiddenAddresses(host -> {
                            try {
                                Thread.sleep(5000);
                            } catch (InterruptedException stopped) {
                                throw new UnknownHostException(host);
                            }
                            return new InetAddress[0];
                        })
                        .contains("slow.example.org"))
                .isTrue();
        assertThat(new ForbiddenAddresses(host -> {
                            throw new UnknownHostException(host);
                        })
                        .contains("nowhere.example.org"))
                .isFalse();
    }
}
