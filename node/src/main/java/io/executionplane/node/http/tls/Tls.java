package io.executionplane.node.http.tls;

import io.executionplane.node.authority.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes the server's end of TLS connections, 1.2 and 1.3. The files are read once. */
public final class Tls {

  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final SSLContext context;
  private final boolean asksForCertificate;
  private final boolean needsCertificate;

  private Tls(SSLContext context, boolean asksForCertificate, boolean needsCertificate) {
    this.context = context;
    this.asksForCertificate = asksForCertificate;
    this.needsCertificate = needsCertificate;
  }

  /**
   * Reads keys and certificates.
   *
   * @throws IllegalArgumentException if a file cannot be used; the message names it
   */
  public static Tls of(TlsSettings settings) {
    var keystore = settings.keystore();
    var keys = read("keystore", keystore);
    var trusted = settings.truststore().map(store -> read("truststore", store));
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keys(keys, password(keystore)), trust(trusted), null);
      return new Tls(context, trusted.isPresent(), settings.isClientCertificateRequired());
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          TlsSettings.PATH + ": the stores cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  /** For one connection. */
  public SSLEngine engine() {
    var engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(VERSIONS);
    if (needsCertificate) {
      engine.setNeedClientAuth(true);
    } else {
      engine.setWantClientAuth(asksForCertificate);
    }
    return engine;
  }

  private static KeyManager[] keys(KeyStore keys, char[] password) throws GeneralSecurityException {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password);
    return factory.getKeyManagers();
  }

  /** Nobody at all where there is no truststore: the system's would let every web site call. */
  private static TrustManager[] trust(Optional<KeyStore> trusted) throws GeneralSecurityException {
    if (trusted.isEmpty()) {
      return new TrustManager[0];
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted.get());
    return factory.getTrustManagers();
  }

  private static KeyStore read(String name, TlsSettings.Store store) {
    try (var bytes = Files.newInputStream(store.file())) {
      var read = KeyStore.getInstance("PKCS12");
      read.load(bytes, password(store));
      if (read.size() == 0) {
        throw unusable(name, store, "it is empty");
      }
      return read;
    } catch (IOException | GeneralSecurityException unreadable) {
      throw unusable(name, store, "it cannot be read with the password of its password file");
    }
  }

  private static char[] password(TlsSettings.Store store) {
    return SecretFile.firstLine(store.passwordFile()).toCharArray();
  }

  private static IllegalArgumentException unusable(
      String name, TlsSettings.Store store, String why) {
    return new IllegalArgumentException(
        "%s.%s-file: %s: %s".formatted(TlsSettings.PATH, name, store.file(), why));
  }
}
