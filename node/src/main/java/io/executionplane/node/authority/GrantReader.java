package io.executionplane.node.authority;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Turns a compact JWS into claims, if a trusted issuer signed exactly these bytes.
 *
 * @param <C> the one kind of claims that is read; a grant of another kind is refused
 */
final class GrantReader<C> {

  private static final AlgorithmConstraints EDDSA_ONLY =
      new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

  /** A grant may start many executions; its signature is worth checking once. */
  private static final int REMEMBERED_MAX = 1024;

  private final TrustedIssuers issuers;
  private final Contract<C> contract;
  private final Map<String, C> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, C> eldest) {
              return size() > REMEMBERED_MAX;
            }
          });

  GrantReader(TrustedIssuers issuers, Contract<C> contract) {
    this.issuers = issuers;
    this.contract = contract;
  }

  C read(String token) throws UnreadableGrantException {
    var known = remembered.get(token);
    if (known != null) {
      return known;
    }
    var claims = verify(token);
    remembered.put(token, claims);
    return claims;
  }

  private C verify(String token) throws UnreadableGrantException {
    try {
      var jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(EDDSA_ONLY);
      jws.setCompactSerialization(token);
      var claimed = Json.parse(jws.getUnverifiedPayloadBytes());
      jws.setKey(keyOfIssuer(claimed));
      if (!jws.verifySignature()) {
        throw new UnreadableGrantException(
            "signature_invalid", "the grant was not signed by the issuer that it names");
      }
      return contract.decode(claimed);
    } catch (ContractViolationException broken) {
      throw new UnreadableGrantException("claims_invalid", "the grant's claims are not acceptable");
    } catch (JoseException | MalformedJsonException malformed) {
      throw new UnreadableGrantException("malformed", "the authority is not a signed grant");
    }
  }

  private PublicKey keyOfIssuer(JsonNode claimed) throws UnreadableGrantException {
    return issuers
        .keyOf(claimed.path("iss").asText())
        .orElseThrow(
            () ->
                new UnreadableGrantException(
                    "issuer_unknown", "the grant names an issuer that is not trusted here"));
  }
}
