package dev.rationale.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Whom we trust and who we are, from PEM files.
public final class Certificates {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] PROBE = {1};
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");

    private Certificates() {}

    /// The TLS context of these files; empty where none is named.
    ///
    /// @param authority the only one that is trusted; without it those of the JDK are
    /// @param certificate that is shown, with its chain
    /// @param key of that certificate, as PKCS#8
    /// @throws IOException naming the file that cannot be read
    /// @throws GeneralSecurityException naming the file that cannot be used
    public static Optional<SSLContext> context(@Nullable Path authority, @Nullable Path certificate, @Nullable Path key)
            throws IOException, GeneralSecurityException {
        if (authority == null && certificate == null && key == null) {
            return Optional.empty();
        }
        if ((certificate == null) != (key == null)) {
            throw new CertificateException("a client certificate and its key belong together");
        }
        var context = SSLContext.getInstance("TLS");
        context.init(
                certificate == null || key == null ? null : shown(certificate, key),
                authority == null ? null : trusted(authority),
                null);
        return Optional.of(context);
    }

    private static TrustManager[] trusted(Path authority) throws IOException, GeneralSecurityException {
        var store = emptyStore();
        for (var certificate : certificates(authority)) {
            store.setCertificateEntry(String.valueOf(store.size()), certificate);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] shown(Path certificate, Path key) throws IOException, GeneralSecurityException {
        var store = emptyStore();
        var chain = certificates(certificate).toArray(Certificate[]::new);
        var owned = privateKey(key);
        if (!belong(owned, chain[0].getPublicKey())) {
            throw new CertificateException(key + " is not the key of the certificate " + certificate);
        }
        store.setKeyEntry("client", owned, new char[0], chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    /// Whether what the one signs, the other verifies.
    private static boolean belong(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        var algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        var signed = signature.sign();
        try {
            signature.initVerify(certified);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException anotherKind) {
            return false;
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws IOException, CertificateException {
        try {
            var found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(read(file)));
            if (!found.isEmpty()) {
                return List.copyOf(found);
            }
        } catch (CertificateException notPem) {
            throw new CertificateException(file + " is not a PEM file of certificates", notPem);
        }
        throw new CertificateException(file + " holds no certificate");
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        var block = KEY.matcher(new String(read(file), StandardCharsets.US_ASCII));
        if (block.find()) {
            var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
            for (var kind : KEY_KINDS) {
                var key = ofKind(kind, spec);
                if (key.isPresent()) {
                    return key.get();
                }
            }
        }
        throw new InvalidKeySpecException(file + " holds no private key as unencrypted PKCS#8 (BEGIN PRIVATE KEY); "
                + "openssl pkcs8 -topk8 -nocrypt makes one of other forms");
    }

    private static Optional<PrivateKey> ofKind(String kind, PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(spec));
        } catch (InvalidKeySpecException anotherKind) {
            return Optional.empty();
        }
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IOException(file + " cannot be read", unreadable);
        }
    }
}
