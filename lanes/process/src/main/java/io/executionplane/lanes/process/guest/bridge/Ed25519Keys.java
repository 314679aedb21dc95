package io.executionplane.lanes.process.guest.bridge;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as OpenSSL writes them (RFC 8410), with or without the lines around them. Pure. */
public final class Ed25519Keys {

  private static final String ALGORITHM = "Ed25519";

  private Ed25519Keys() {}

  /**
   * A public key (SubjectPublicKeyInfo).
   *
   * @throws IllegalArgumentException saying what it must be
   */
  public static PublicKey publicKey(String text) {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der(text)));
    } catch (GeneralSecurityException | IllegalArgumentException other) {
      throw new IllegalArgumentException(
          "must be an Ed25519 public key, as `openssl pkey -pubout` writes it", other);
    }
  }

  /**
   * A private key (PKCS #8).
   *
   * @throws IllegalArgumentException saying what it must be, and nothing of what it is
   */
  public static PrivateKey privateKey(String text) {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der(text)));
    } catch (GeneralSecurityException | IllegalArgumentException other) {
      throw new IllegalArgumentException(
          "must be an Ed25519 private key, as `openssl genpkey -algorithm ed25519` writes it");
    }
  }

  private static byte[] der(String text) {
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
  }
}
