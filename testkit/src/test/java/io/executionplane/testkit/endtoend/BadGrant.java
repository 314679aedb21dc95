package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.json.Sha256;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Every way in which a grant can fail to cover a request, with the code that says so. */
@SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
enum BadGrant {
  EXPIRED("expired", claims -> claims.put("exp", claims.get("nbf").asLong()).put("nbf", 0)),
  NOT_VALID_YET("not_yet_valid", claims -> claims.put("nbf", claims.get("exp").asLong() - 1)),
  FOR_ANOTHER_PAYLOAD(
      "payload_mismatch", claims -> claims.put("payload_hash", Sha256.of(new byte[1]).toString())),
  FOR_ANOTHER_PLANE("audience_mismatch", claims -> claims.put("aud", "another")),
  FOR_ANOTHER_LANE("lane_not_covered", claims -> claims.putArray("lanes").add("http")),
  FOR_NO_LANE("lane_not_covered", claims -> claims.putArray("lanes")),
  FOR_ANOTHER_OPERATION(
      "operation_not_covered", claims -> claims.putArray("operations").add("session")),
  FOR_ANOTHER_TARGET(
      RejectionReason.NO_SATISFYING_ATTESTED_TARGET,
      claims -> claims.putArray("targets").add("elsewhere")),
  FOR_A_STRONGER_CLASS(
      RejectionReason.NO_SATISFYING_ATTESTED_TARGET,
      claims -> claims.putArray("attestation_classes").add("linux-namespaces")),
  WITH_A_CLAIM_THAT_NOBODY_KNOWS("claims_invalid", claims -> claims.put("weekdays_only", true)),
  BY_AN_UNKNOWN_ISSUER("issuer_unknown", claims -> claims.put("iss", "mallory")),

  SIGNED_WITH_ANOTHER_KEY(
      "signature_invalid", (grants, claims) -> grants.sign(claims, "EdDSA", strangersKey())),
  CHANGED_AFTER_SIGNING(
      "signature_invalid",
      (grants, claims) -> changed(grants.sign(claims), claims.put("sub", "user:mallory"))),
  NOT_SIGNED_AT_ALL("malformed", (grants, claims) -> withoutSignature(claims)),
  SIGNED_WITH_THE_PUBLIC_KEY_AS_A_SECRET(
      "malformed",
      (grants, claims) ->
          grants.sign(claims, "HS256", new HmacKey(grants.key().getPublicKey().getEncoded()))),
  NOT_A_TOKEN("unrecognised", (grants, claims) -> new AuthorityRef("let me in"));

  private final RejectionReason reason;
  private final Optional<String> code;
  private final BiFunction<Grants, ObjectNode, AuthorityRef> grant;

  /** Authority that is refused as such, for how it was made. */
  BadGrant(String code, BiFunction<Grants, ObjectNode, AuthorityRef> grant) {
    this(RejectionReason.AUTHORITY_REJECTED, Optional.of(code), grant);
  }

  /** Authority that is refused as such, for what it says. */
  BadGrant(String code, Consumer<ObjectNode> change) {
    this(RejectionReason.AUTHORITY_REJECTED, Optional.of(code), signing(change));
  }

  /** Authority that holds, but leaves nowhere to run. */
  BadGrant(RejectionReason reason, Consumer<ObjectNode> change) {
    this(reason, Optional.empty(), signing(change));
  }

  BadGrant(
      RejectionReason reason,
      Optional<String> code,
      BiFunction<Grants, ObjectNode, AuthorityRef> grant) {
    this.reason = reason;
    this.code = code;
    this.grant = grant;
  }

  RejectionReason reason() {
    return reason;
  }

  Optional<String> code() {
    return code;
  }

  AuthorityRef grantFor(AdmissionRequest request, Grants grants, Instant now) {
    return grant.apply(grants, grants.claimsFor(request, now));
  }

  private static BiFunction<Grants, ObjectNode, AuthorityRef> signing(Consumer<ObjectNode> change) {
    return (grants, claims) -> {
      change.accept(claims);
      return grants.sign(claims);
    };
  }

  private static PrivateKey strangersKey() {
    try {
      return OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519).getPrivateKey();
    } catch (JoseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static AuthorityRef changed(AuthorityRef token, ObjectNode claims) {
    var parts = token.ref().split("\\.", -1);
    return new AuthorityRef(parts[0] + "." + base64(claims.toString()) + "." + parts[2]);
  }

  private static AuthorityRef withoutSignature(ObjectNode claims) {
    return new AuthorityRef(base64("{\"alg\":\"none\"}") + "." + base64(claims.toString()) + ".");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
