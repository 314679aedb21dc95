package io.executionplane.lanes.process.guest;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The one certificate that an agent may show, known by its digest. Whoever has its key is the
 * agent, by whatever name it is reached; so neither issuer nor name counts, and its dates do.
 *
 * @param sha256 of the certificate, 64 hexadecimal digits in lower case
 */
record PinnedCertificate(String sha256) {

  private static final int DIGITS = 64;

  /**
   * From digits, with or without the colons that tools put between them.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  static PinnedCertificate parse(String text) {
    var digits = text.replace(":", "").toLowerCase(Locale.ROOT);
    if (digits.length() != DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException("must be the SHA-256 of a certificate, 64 digits");
    }
    return new PinnedCertificate(digits);
  }

  SSLSocketFactory sockets() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Pin()}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException noTls) {
      throw new IllegalStateException("this Java has no TLS", noTls);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    var shown = chain[0];
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(shown.getEncoded());
      if (!MessageDigest.isEqual(digest, HexFormat.of().parseHex(sha256))) {
        throw new CertificateException("the agent showed another certificate than the pinned one");
      }
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java has no SHA-256", impossible);
    }
    shown.checkValidity();
  }

  private final class Pin extends X509ExtendedTrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw noClients();
    }

    private CertificateException noClients() {
      return new CertificateException("only an agent is pinned");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
