package dev.rationale.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A private certificate authority that the JDK's keytool makes, and what it signed.
public record Authority(Path folder, KeyStore store) {
    private static final String PASSWORD = "changeit";

    public static Authority in(Path folder) {
        try {
            var authority = new Authority(Files.createDirectories(folder), KeyStore.getInstance("PKCS12"));
            authority.keytool("authority", "EC", "-ext", "bc:c");
            return authority.loaded();
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Signs a key pair.
    ///
    /// @param extension such as `san=dns:localhost`, or `eku=clientAuth`
    public Authority signs(String name, String kind, String extension) {
        keytool(name, kind, "-signer", "authority", "-ext", extension);
        return loaded();
    }

    /// Signs a key pair whose time is over: it was good for two days, ten days ago.
    public Authority signsExpired(String name, String kind, String extension) {
        keytool(name, kind, "-signer", "authority", "-startdate", "-10d", "-ext", extension);
        return loaded();
    }

    private void keytool(String name, String kind, String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair"));
        command.addAll(List.of("-keystore", file().toString(), "-storepass", PASSWORD, "-validity", "2"));
        command.addAll(List.of("-alias", name, "-dname", "CN=" + name, "-keyalg", kind));
        command.addAll(List.of(more));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keytool.log").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Path file() {
        return folder.resolve("store.p12");
    }

    private Authority loaded() {
        try (var stream = Files.newInputStream(file())) {
            store.load(stream, PASSWORD.toCharArray());
            return this;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The certificate of a name, as PEM.
    public Path certificate(String name) {
        try {
            return pem(name + ".pem", "CERTIFICATE", store.getCertificate(name).getEncoded());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The key of a name, as PEM.
    public Path key(String name) {
        try {
            return pem(
                    name + ".key",
                    "PRIVATE KEY",
                    store.getKey(name, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Path pem(String file, String label, byte[] bytes) {
        var text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes) + "\n-----END " + label + "-----\n";
        try {
            return Files.writeString(folder.resolve(file), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What a server of that name needs; it lets in whom this authority signed.
    public SSLContext server(String name) {
        try {
            var own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            var key = store.getKey(name, PASSWORD.toCharArray());
            own.setKeyEntry(name, key, PASSWORD.toCharArray(), store.getCertificateChain(name));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
