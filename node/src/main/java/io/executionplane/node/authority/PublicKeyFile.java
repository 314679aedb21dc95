package io.executionplane.node.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The file of a public Ed25519 key: a JWK (RFC 8037), or PEM as {@code openssl pkey -pubout} writes
 * it (RFC 8410).
 */
final class PublicKeyFile {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";
  private static final long BYTES_MAX = 16_384;

  private PublicKeyFile() {}

  /**
   * The key of a file.
   *
   * @throws IllegalArgumentException saying what is wrong with the file
   */
  static PublicKey read(Path file) {
    var text = text(file).strip();
    return text.startsWith(BEGIN) ? pem(file, text) : jwk(file, text);
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new IllegalArgumentException(file + " is too long for a public key");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " cannot be read", unreadable);
    }
  }

  private static PublicKey jwk(Path file, String json) {
    try {
      if (JsonWebKey.Factory.newJwk(json) instanceof OctetKeyPairJsonWebKey jwk
          && jwk.getSubtype().equals(OctetKeyPairJsonWebKey.SUBTYPE_ED25519)) {
        if (jwk.getPrivateKey() != null) {
          throw new IllegalArgumentException(
              file + " holds a private key; only its public half is wanted here");
        }
        return jwk.getPublicKey();
      }
    } catch (JoseException malformed) {
      throw new IllegalArgumentException(file + " holds neither a JWK nor PEM");
    }
    throw new IllegalArgumentException(file + " holds no Ed25519 key");
  }

  private static PublicKey pem(Path file, String text) {
    try {
      var end = text.indexOf(END);
      var base64 = text.substring(BEGIN.length(), end < 0 ? text.length() : end);
      var encoded = Base64.getMimeDecoder().decode(base64);
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw new IllegalArgumentException(file + " holds no Ed25519 key");
    }
  }
}
