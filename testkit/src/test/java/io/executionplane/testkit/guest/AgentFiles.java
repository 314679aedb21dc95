package io.executionplane.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What an agent and its node need on disk: a token, a key, a certificate. All in one directory, new
 * each time.
 */
public record AgentFiles(Path directory, KeyPair key) {

  private static final String PASSWORD = "for-this-test-only";
  private static final String ALIAS = "agent";
  private static final long KEYTOOL_SECONDS_MAX = 60;

  public static AgentFiles in(Path directory) {
    try {
      var files =
          new AgentFiles(directory, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      files.write("token", UUID.randomUUID().toString());
      files.write("password", PASSWORD);
      files.write(
          "key.pem",
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getEncoder().encodeToString(files.key().getPrivate().getEncoded())
              + "\n-----END PRIVATE KEY-----\n");
      return files;
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Writes a file that only we can read. */
  public Path write(String name, String text) throws IOException {
    var file = directory.resolve(name);
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  public Path token() {
    return directory.resolve("token");
  }

  public Path password() {
    return directory.resolve("password");
  }

  public Path keyFile() {
    return directory.resolve("key.pem");
  }

  public String publicKey() {
    return Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
  }

  /** A certificate of its own, made by the JDK's keytool when it is first asked for. */
  public Path keyStore() {
    var file = directory.resolve("agent.p12");
    if (!Files.exists(file)) {
      makeCertificate(file);
    }
    return file;
  }

  private static void makeCertificate(Path file) {
    try {
      var made =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  ALIAS,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=a guest agent of a test",
                  "-validity",
                  "2",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(made.waitFor(KEYTOOL_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
      assertThat(made.exitValue()).isZero();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** What a node pins. */
  public String certificateSha256() {
    try (var in = Files.newInputStream(keyStore())) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return HexFormat.of().formatHex(Sha256.of(keys.getCertificate(ALIAS).getEncoded()).hash());
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
