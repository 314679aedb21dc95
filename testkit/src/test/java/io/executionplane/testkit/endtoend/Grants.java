package io.executionplane.testkit.endtoend;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Grants of whoever owns a data directory, made without the plane's own code: so they can also say
 * what it would never issue.
 *
 * @param directory the data directory, which holds the key
 * @param audience the plane's name
 */
record Grants(Path directory, String audience) {

  /** Claims of a grant that covers a request and nothing else, for a minute from now. */
  ObjectNode claimsFor(AdmissionRequest request) {
    return claimsFor(request, Instant.now());
  }

  ObjectNode claimsFor(AdmissionRequest request, Instant now) {
    var claims = anyPayload(request, now);
    claims.put("payload_hash", request.payloadHash().toString());
    return claims;
  }

  /** Claims of a grant that covers every payload of the request's lane and operation. */
  ObjectNode anyPayload(AdmissionRequest request, Instant now) {
    var claims =
        JsonNodeFactory.instance
            .objectNode()
            .put("iss", "local")
            .put("sub", "user:test")
            .put("aud", audience)
            .put("iat", now.getEpochSecond())
            .put("nbf", now.getEpochSecond())
            .put("exp", now.getEpochSecond() + 60)
            .put("jti", UUID.randomUUID().toString());
    claims.putArray("lanes").add(request.laneId());
    claims.putArray("operations").add(request.operation());
    claims.putArray("targets").add("*");
    claims.putArray("attestation_classes").add("*");
    return claims;
  }

  AuthorityRef sign(ObjectNode claims) {
    return sign(claims, "EdDSA", key().getPrivateKey());
  }

  AuthorityRef sign(ObjectNode claims, String algorithm, Key key) {
    var jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
    jws.setAlgorithmHeaderValue(algorithm);
    jws.setPayload(claims.toString());
    jws.setKey(key);
    try {
      return new AuthorityRef(jws.getCompactSerialization());
    } catch (JoseException cannotSign) {
      throw new IllegalStateException(cannotSign);
    }
  }

  /** The directory's own key. */
  OctetKeyPairJsonWebKey key() {
    try {
      var jwk = Files.readString(directory.resolve("issuer.jwk"));
      return (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(jwk);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (JoseException damaged) {
      throw new IllegalStateException(damaged);
    }
  }
}
