package dev.rationale.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// How a server of an EHR is reached, as it is registered.
///
/// @param proxy by which it is reached
/// @param certificateAuthority PEM file of the authority that signed its certificate, where that is a private one
/// @param clientCertificate PEM file of the certificate we show (mutual TLS)
/// @param clientKey PEM file of its private key
public record Way(
        @Nullable URI proxy,
        @Nullable Path certificateAuthority,
        @Nullable Path clientCertificate,
        @Nullable Path clientKey) {
    /// Without a proxy, trusting whom the JDK trusts.
    public static final Way DIRECT = new Way(null, null, null, null);

    /// The TLS context of its files; empty where it names none.
    ///
    /// @throws IOException naming the file that cannot be read
    /// @throws GeneralSecurityException naming the file that cannot be used
    public Optional<SSLContext> certificates() throws IOException, GeneralSecurityException {
        return Certificates.context(certificateAuthority, clientCertificate, clientKey);
    }

    /// When its files were last written; changes when one of them does.
    List<FileTime> written() {
        var times = new ArrayList<FileTime>();
        for (var file : new Path[] {certificateAuthority, clientCertificate, clientKey}) {
            if (file != null) {
                times.add(written(file));
            }
        }
        return times;
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
