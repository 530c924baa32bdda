import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/// Makes a key pair, its key set and many tokens, for measurements.
///
///     java Tokens.java ES384|RS384 ISSUER AUDIENCE COUNT FOLDER
///
/// FOLDER gets `keys.json` and `tokens.txt`.
void main(String[] arguments) throws Exception {
    var elliptic = arguments[0].equals("ES384");
    var generator = KeyPairGenerator.getInstance(elliptic ? "EC" : "RSA");
    if (elliptic) {
        generator.initialize(new ECGenParameterSpec("secp384r1"));
    } else {
        generator.initialize(2048);
    }
    var pair = generator.generateKeyPair();
    var folder = Path.of(arguments[4]);
    Files.writeString(folder.resolve("keys.json"), "{\"keys\":[" + key(pair) + "]}");
    var signature = Signature.getInstance(elliptic ? "SHA384withECDSAinP1363Format" : "SHA384withRSA");
    var now = System.currentTimeMillis() / 1000;
    try (var out = new PrintStream(Files.newOutputStream(folder.resolve("tokens.txt")))) {
        for (var i = 0; i < Integer.parseInt(arguments[3]); i++) {
            var signed = text("{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"k\"}".formatted(arguments[0]))
                    + "."
                    + text("{\"iss\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}"
                            .formatted(arguments[1], arguments[2], now, now + 3000, UUID.randomUUID()));
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            out.println(signed + "." + bytes(signature.sign()));
        }
    }
}

String key(KeyPair pair) {
    return switch (pair.getPublic()) {
        case ECPublicKey point -> "{\"kty\":\"EC\",\"crv\":\"P-384\",\"kid\":\"k\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(number(point.getW().getAffineX(), 48), number(point.getW().getAffineY(), 48));
        case RSAPublicKey modulus -> "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"%s\",\"e\":\"%s\"}"
                .formatted(number(modulus.getModulus(), 256), number(modulus.getPublicExponent(), 3));
        default -> throw new IllegalStateException("another type of key");
    };
}

String number(BigInteger value, int length) {
    var padded = new byte[length];
    var raw = value.toByteArray();
    var count = Math.min(raw.length, length);
    System.arraycopy(raw, raw.length - count, padded, length - count, count);
    return bytes(padded);
}

String text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
}

String bytes(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
}
