package io.executionplane.contracts.lane.net;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import java.util.Optional;

/**
 * Whom a lane really talked to.
 *
 * @param address the peer's IP address: what a name resolved to, never the name
 * @param port its port
 * @param tls what was agreed on; absent means the connection was not encrypted
 */
public record PeerConnection(
    @Length(max = 64) String address,
    @Range(min = 1, max = 65_535) int port,
    Optional<TlsSession> tls) {

  private static final Rules RULES = Rules.of(PeerConnection.class);

  public PeerConnection {
    RULES
        .check(address, port, tls)
        .and(() -> looksLikeAnAddress(address), "address", "must be an IP address")
        .orThrow();
  }

  /** Enough to tell an address from a name; whoever connected knows that it is one. */
  private static boolean looksLikeAnAddress(String text) {
    var isIpV6 = text.indexOf(':') >= 0;
    return (isIpV6 || text.indexOf('.') > 0)
        && text.chars().allMatch(c -> isDigit(c) || c == '.' || (isIpV6 && isOfIpV6(c)));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOfIpV6(int c) {
    return c == ':' || (c >= 'a' && c <= 'f');
  }

  /**
   * What two peers agreed on.
   *
   * @param certificateSha256 digest of the peer's certificate (DER)
   */
  public record TlsSession(TlsVersion version, Sha256 certificateSha256) {

    private static final Rules RULES = Rules.of(TlsSession.class);

    public TlsSession {
      RULES.check(version, certificateSha256).orThrow();
    }
  }
}
