package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate that it signed itself, made by the JDK's keytool. */
record TestKeys(Path file, Path passwordFile, KeyStore store) {

  private static final String PASSWORD = "correct horse battery staple";

  static TestKeys make(Path directory, String name) throws IOException, GeneralSecurityException {
    var file = directory.resolve(name + ".p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(ended(keytool)).as("keytool").isTrue();
    return new TestKeys(file, passwordFile(directory), load(file));
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Path passwordFile(Path directory) throws IOException {
    var file = directory.resolve("password");
    if (Files.notExists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, PASSWORD + "\n");
    }
    return file;
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    try (InputStream bytes = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(bytes, PASSWORD.toCharArray());
      return store;
    }
  }

  /** A file with the certificates of some, under the same password. */
  static Path trust(Path directory, List<TestKeys> some)
      throws IOException, GeneralSecurityException {
    var file = directory.resolve("trusted.p12");
    try (var out = Files.newOutputStream(file)) {
      trusting(some).store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private static KeyStore trusting(List<TestKeys> some)
      throws IOException, GeneralSecurityException {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (var keys : some) {
      trusted.setCertificateEntry(keys.alias(), keys.certificate());
    }
    return trusted;
  }

  private String alias() throws GeneralSecurityException {
    return store.aliases().nextElement();
  }

  Certificate certificate() throws GeneralSecurityException {
    return store.getCertificate(alias());
  }

  /** A client that has no certificate, and trusts this one. */
  HttpClient clientThatTrusts() throws IOException, GeneralSecurityException {
    return HttpClient.newBuilder().sslContext(context(this, false)).build();
  }

  /** A client that proves this certificate, and trusts another. */
  HttpClient clientThatTrusts(TestKeys other) throws IOException, GeneralSecurityException {
    return HttpClient.newBuilder().sslContext(context(other, true)).build();
  }

  /** A socket that is not connected yet, has no certificate, and trusts this one. */
  SSLSocket socketThatTrusts() throws IOException, GeneralSecurityException {
    Socket socket = context(this, false).getSocketFactory().createSocket();
    return (SSLSocket) socket;
  }

  private SSLContext context(TestKeys trusted, boolean proves)
      throws IOException, GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusting(List.of(trusted)));
    var context = SSLContext.getInstance("TLS");
    context.init(proves ? new KeyManager[] {key()} : null, trust.getTrustManagers(), null);
    return context;
  }

  private KeyManager key() throws GeneralSecurityException {
    return new InsistingKey(
        (PrivateKey) store.getKey(alias(), PASSWORD.toCharArray()),
        (X509Certificate) certificate());
  }
}
