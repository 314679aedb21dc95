package io.executionplane.node.http.tls;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The section {@code execution-plane.http.tls}.
 *
 * @param keystore the node's certificate and key
 * @param truststore whose certificates callers may prove; empty if none are asked for
 * @param isClientCertificateRequired whether who proves none is not heard
 */
public record TlsSettings(
    Store keystore, Optional<Store> truststore, boolean isClientCertificateRequired) {

  public static final String PATH = "execution-plane.http.tls";

  /**
   * A PKCS12 file.
   *
   * @param passwordFile whose first line is its password
   */
  public record Store(Path file, Path passwordFile) {}

  public TlsSettings {
    if (isClientCertificateRequired && truststore.isEmpty()) {
      throw new IllegalArgumentException(
          PATH + ".client-certificate-required needs a truststore-file");
    }
  }

  /**
   * What a whole configuration says; empty if there is no keystore.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if settings are there without those that they need
   */
  public static Optional<TlsSettings> from(Config config) {
    var section = config.getConfig(PATH);
    var keystore = store(section, "keystore");
    var truststore = store(section, "truststore");
    if (keystore.isEmpty() && truststore.isPresent()) {
      throw new IllegalArgumentException(PATH + ".truststore-file needs a keystore-file");
    }
    var required = section.getBoolean("client-certificate-required");
    if (keystore.isEmpty() && required) {
      throw new IllegalArgumentException(
          PATH + ".client-certificate-required needs a keystore-file");
    }
    return keystore.map(own -> new TlsSettings(own, truststore, required));
  }

  private static Optional<Store> store(Config section, String name) {
    var file = section.getString(name + "-file");
    var passwordFile = section.getString(name + "-password-file");
    if (file.isEmpty() != passwordFile.isEmpty()) {
      throw new IllegalArgumentException(
          "%s.%s-file and %2$s-password-file are given together or not at all"
              .formatted(PATH, name));
    }
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(new Store(Path.of(file), Path.of(passwordFile)));
  }
}
