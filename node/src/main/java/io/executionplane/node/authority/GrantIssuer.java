package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Signs grants with an issuer's key. */
public final class GrantIssuer {

  private final String issuer;
  private final IssuerKey key;

  /**
   * An issuer.
   *
   * @param issuer its name, under which others know its key; at most 256 characters
   */
  public GrantIssuer(String issuer, IssuerKey key) {
    this.issuer = issuer;
    this.key = key;
  }

  /** The grant with these claims, which must name this issuer. */
  public AuthorityRef issue(GrantClaims claims) {
    return sign(GrantClaims.CONTRACT.canonical(claims));
  }

  /** The attach grant with these claims, which must name this issuer. */
  public AuthorityRef issue(AttachClaims claims) {
    return sign(AttachClaims.CONTRACT.canonical(claims));
  }

  private AuthorityRef sign(byte[] claims) {
    var jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    jws.setKeyIdHeaderValue(key.keyId());
    jws.setKey(key.privateKey());
    jws.setPayloadBytes(claims);
    try {
      return new AuthorityRef(jws.getCompactSerialization());
    } catch (JoseException impossible) {
      throw new IllegalStateException("the issuer's key cannot sign", impossible);
    }
  }

  /** The issuer's name, for the claims. */
  public String issuer() {
    return issuer;
  }
}
