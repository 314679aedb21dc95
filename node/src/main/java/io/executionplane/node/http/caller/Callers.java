package io.executionplane.node.http.caller;

import io.executionplane.contracts.json.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Knows callers by what they bring. Of a token only the digest is kept, by which it is found: how
 * long that takes says nothing about a token.
 *
 * @param byToken callers by the digest of their token
 * @param byCertificate callers by the digest of the certificate (DER) that their TLS connection
 *     proved
 */
public record Callers(Map<Sha256, Caller> byToken, Map<Sha256, Caller> byCertificate) {

  public Callers {
    byToken = Map.copyOf(byToken);
    byCertificate = Map.copyOf(byCertificate);
  }

  /** Who has this token. */
  public Optional<Caller> withToken(String token) {
    return Optional.ofNullable(byToken.get(digest(token)));
  }

  /** Whose certificate this is. */
  public Optional<Caller> withCertificate(byte[] der) {
    return Optional.ofNullable(byCertificate.get(Sha256.of(der)));
  }

  /** The digest under which a token is kept. */
  public static Sha256 digest(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
  }
}
