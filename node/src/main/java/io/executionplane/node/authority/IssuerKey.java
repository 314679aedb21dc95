package io.executionplane.node.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Objects;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * The key of an issuer, kept as a JWK (RFC 7517, RFC 8037) in a file that only its owner can read.
 */
public final class IssuerKey {

  /** The issuer that a data directory brings with it: whoever owns the directory. */
  public static final String LOCAL_ISSUER = "local";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final OctetKeyPairJsonWebKey jwk;

  private IssuerKey(OctetKeyPairJsonWebKey jwk) {
    this.jwk = jwk;
  }

  /** A new key. */
  public static IssuerKey generate() {
    try {
      var jwk = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
      jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
      return new IssuerKey(jwk);
    } catch (JoseException impossible) {
      throw new IllegalStateException("every Java platform from 15 on has Ed25519", impossible);
    }
  }

  /** The file of a data directory that holds its own key. */
  public static Path fileIn(Path directory) {
    return directory.resolve("issuer.jwk");
  }

  /**
   * Reads the key of a file, or makes the file when there is none.
   *
   * @throws IssuerKeyException if the file cannot be read or written, holds no such key, or can be
   *     read by others
   */
  public static IssuerKey loadOrCreate(Path file) {
    try {
      if (Files.notExists(file)) {
        generate().write(file);
      }
      requireOwnerOnly(file);
      return read(file);
    } catch (IOException failure) {
      throw new IssuerKeyException(
          "cannot use the issuer key " + file + ": " + failure.getMessage());
    }
  }

  /**
   * Makes a new key and the file for it.
   *
   * @throws IssuerKeyException if the file is there already, or cannot be written
   */
  public static IssuerKey create(Path file) {
    if (Files.exists(file)) {
      throw new IssuerKeyException(file + " is there already");
    }
    try {
      var key = generate();
      key.write(file);
      return key;
    } catch (IOException failure) {
      throw new IssuerKeyException(file + " cannot be written");
    }
  }

  /**
   * Reads the key of a file.
   *
   * @throws IssuerKeyException if the file cannot be read, holds no such key, or can be read by
   *     others
   */
  public static IssuerKey load(Path file) {
    try {
      requireOwnerOnly(file);
      return read(file);
    } catch (IOException failure) {
      throw new IssuerKeyException("the issuer key " + file + " cannot be read");
    }
  }

  private static IssuerKey read(Path file) throws IOException {
    try {
      var json = Files.readString(file, StandardCharsets.UTF_8);
      if (JsonWebKey.Factory.newJwk(json) instanceof OctetKeyPairJsonWebKey jwk
          && jwk.getSubtype().equals(OctetKeyPairJsonWebKey.SUBTYPE_ED25519)
          && jwk.getPrivateKey() != null) {
        return new IssuerKey(jwk);
      }
    } catch (JoseException malformed) {
      throw new IssuerKeyException("the issuer key " + file + " is damaged");
    }
    throw new IssuerKeyException("the issuer key " + file + " holds no Ed25519 private key");
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    var permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IssuerKeyException(
          "the issuer key " + file + " can be used by others; run chmod 600 on it");
    }
  }

  /** Written aside and moved into place, so that no reader meets half a key. */
  private void write(Path file) throws IOException {
    var parent =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    var draft =
        Files.createTempFile(
            parent, ".key", null, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(draft, jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unsupported) {
      Files.move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Writes the public half, as a JWK, for whoever is to trust it.
   *
   * @throws IssuerKeyException if the file is there already, or cannot be written
   */
  public void writePublic(Path file) {
    try {
      Files.writeString(
          file,
          jwk.toJson(OutputControlLevel.PUBLIC_ONLY) + "\n",
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException taken) {
      throw new IssuerKeyException(file + " is there already");
    } catch (IOException failure) {
      throw new IssuerKeyException(file + " cannot be written");
    }
  }

  /** RFC 7638 thumbprint of the public half, base64url. */
  public String keyId() {
    return jwk.getKeyId();
  }

  PrivateKey privateKey() {
    return jwk.getPrivateKey();
  }

  PublicKey publicKey() {
    return jwk.getPublicKey();
  }
}
