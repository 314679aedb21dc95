package io.executionplane.journal.log;

import io.executionplane.contracts.json.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Ed25519 (RFC 8032) as the JDK has it, on keys as they are written in notes. */
final class Ed25519 {

  static final String ALGORITHM = "Ed25519";
  static final int SIGNATURE_BYTES = 64;
  static final int PUBLIC_KEY_BYTES = 32;

  /** What stands before the 32 bytes of a key in its SubjectPublicKeyInfo (RFC 8410, section 4). */
  private static final byte[] INFO_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** The key with these 32 bytes, if they are a point of the curve. */
  static Optional<PublicKey> publicKey(Bytes key) {
    if (key.size() != PUBLIC_KEY_BYTES) {
      return Optional.empty();
    }
    var info = Arrays.copyOf(INFO_PREFIX, INFO_PREFIX.length + PUBLIC_KEY_BYTES);
    System.arraycopy(key.toArray(), 0, info, INFO_PREFIX.length, PUBLIC_KEY_BYTES);
    try {
      var found = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(info));
      signature().initVerify(found); // Only here the JDK looks whether it is a point.
      return Optional.of(found);
    } catch (InvalidKeyException noPoint) {
      return Optional.empty();
    } catch (GeneralSecurityException impossible) {
      throw missing(impossible);
    }
  }

  /** The 32 bytes of a key. */
  static Bytes bytes(PublicKey key) {
    var info = key.getEncoded();
    return Bytes.copyOf(Arrays.copyOfRange(info, INFO_PREFIX.length, info.length));
  }

  /** Whether a signature over a message is this key's. Never throws, whatever it says. */
  static boolean verifies(PublicKey key, byte[] message, Bytes signed) {
    try {
      var signature = signature();
      signature.initVerify(key);
      signature.update(message);
      return signed.size() == SIGNATURE_BYTES && signature.verify(signed.toArray());
    } catch (SignatureException malformed) {
      return false; // For the JDK, some wrong signatures are malformed.
    } catch (InvalidKeyException impossible) {
      throw missing(impossible);
    }
  }

  static Signature signature() {
    try {
      return Signature.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException impossible) {
      throw missing(impossible);
    }
  }

  static IllegalStateException missing(GeneralSecurityException impossible) {
    return new IllegalStateException("every Java platform from 15 on has Ed25519", impossible);
  }
}
