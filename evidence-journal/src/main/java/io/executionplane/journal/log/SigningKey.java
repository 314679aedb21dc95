package io.executionplane.journal.log;

import io.executionplane.contracts.json.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/** A secret Ed25519 key that signs notes. */
public final class SigningKey {

  /** Longest PEM form, in bytes. */
  public static final int PEM_BYTES_MAX = 4096;

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final int PEM_LINE = 64;
  private static final byte[] PROBE = "execution-plane/log-key/v1".getBytes(StandardCharsets.UTF_8);

  private final PrivateKey secret;
  private final VerifierKey verifier;

  private SigningKey(PrivateKey secret, VerifierKey verifier) {
    this.secret = secret;
    this.verifier = verifier;
  }

  /** A new key under a name. */
  public static SigningKey generate(String name) {
    var pair = generator(new SecureRandom()).generateKeyPair();
    return new SigningKey(pair.getPrivate(), VerifierKey.of(name, Ed25519.bytes(pair.getPublic())));
  }

  /**
   * Reads a key: PKCS #8 (RFC 5958, RFC 8410) in PEM (RFC 7468), which does not hold the name.
   *
   * @throws MalformedLogDataException if the bytes are anything else, also a key of another type
   */
  public static SigningKey fromPem(String name, byte[] pem) {
    StrictText.require(pem.length <= PEM_BYTES_MAX, "a key longer than any that is right");
    var lines = StrictText.lines(StrictText.utf8(pem));
    var last = lines.size() - 1;
    StrictText.require(
        last >= 2 && lines.get(0).equals(BEGIN) && lines.get(last).equals(END),
        "not a private key in PEM");
    var encoded = StrictText.base64(String.join("", lines.subList(1, last))).toArray();
    try {
      var factory = KeyFactory.getInstance(Ed25519.ALGORITHM);
      return withPublicKey(name, factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (InvalidKeySpecException wrong) {
      throw new MalformedLogDataException("not an Ed25519 private key");
    } catch (NoSuchAlgorithmException impossible) {
      throw Ed25519.missing(impossible);
    }
  }

  /** The form that {@link #fromPem} reads. Secret: whoever has it can sign for the log. */
  public byte[] pem() {
    var base64 = Bytes.copyOf(secret.getEncoded()).base64();
    var pem = new StringBuilder(BEGIN).append('\n');
    for (var begin = 0; begin < base64.length(); begin += PEM_LINE) {
      pem.append(base64, begin, Math.min(base64.length(), begin + PEM_LINE)).append('\n');
    }
    return pem.append(END).append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The public half. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** Signs the text of a note. */
  NoteSignature sign(byte[] message) {
    return new NoteSignature(verifier.name(), verifier.keyId(), signed(message));
  }

  private Bytes signed(byte[] message) {
    try {
      var signature = Ed25519.signature();
      signature.initSign(secret);
      signature.update(message);
      return Bytes.copyOf(signature.sign());
    } catch (InvalidKeyException | SignatureException impossible) {
      throw Ed25519.missing(impossible);
    }
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "the key " + verifier.name() + "+" + verifier.keyId();
  }

  // --- The public half of a secret, which PKCS #8 need not hold

  /**
   * The JDK computes it only while it makes a new pair, so it is given the secret where it asks for
   * randomness. Whether that worked is seen by the pair: it must verify what the secret signs.
   */
  private static SigningKey withPublicKey(String name, PrivateKey secret) {
    var seed = ((EdECPrivateKey) secret).getBytes().orElseThrow();
    var pair = generator(new FixedRandom(seed)).generateKeyPair();
    var key = new SigningKey(secret, VerifierKey.of(name, Ed25519.bytes(pair.getPublic())));
    if (!key.verifier.verifies(PROBE, key.signed(PROBE))) {
      throw new IllegalStateException("this Java platform gives no public half of a secret key");
    }
    return key;
  }

  private static KeyPairGenerator generator(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance(Ed25519.ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator;
    } catch (GeneralSecurityException impossible) {
      throw Ed25519.missing(impossible);
    }
  }

  /** Gives one secret, once. */
  private static final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    FixedRandom(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
