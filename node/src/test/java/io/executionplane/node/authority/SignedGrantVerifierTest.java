package io.executionplane.node.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.authority.AuthorityVerdict.Denied;
import io.executionplane.node.authority.AuthorityVerdict.Granted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class SignedGrantVerifierTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final Sha256 PAYLOAD = Sha256.of(new byte[] {1});

  private final IssuerKey key = IssuerKey.generate();
  private final SignedGrantVerifier verifier =
      new SignedGrantVerifier(new TrustedIssuers(Map.of(IssuerKey.LOCAL_ISSUER, key.publicKey())));

  @Test
  void grantsWhatATrustedIssuerSigned() {
    var verdict = judge(issue(claims().build()));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Granted.class,
            granted -> assertThat(granted.grant().evidence().grantId()).contains("jti-1"));
  }

  @Test
  void keepsNothingOfTheTokenButItsDigest() {
    var token = issue(claims().build());

    var evidence = ((Granted) judge(token)).grant().evidence();

    assertThat(evidence.digest())
        .isEqualTo(Sha256.of(token.ref().getBytes(StandardCharsets.US_ASCII)));
    assertThat(evidence.toString()).doesNotContain(token.ref());
  }

  @Test
  void refusesAKeyThatIsNotTheIssuers() {
    var stranger =
        new GrantIssuer(IssuerKey.LOCAL_ISSUER, IssuerKey.generate()).issue(claims().build());

    assertDenied(stranger, "signature_invalid");
  }

  @Test
  void refusesAnIssuerThatNobodyTrusts() {
    assertDenied(issue(claims().issuer("mallory").build()), "issuer_unknown");
  }

  @Test
  void refusesATokenWhoseClaimsWereChanged() {
    var parts = issue(claims().build()).ref().split("\\.", -1);
    var changed =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("\"process\"", "\"*\"");
    var forged =
        parts[0]
            + "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(changed.getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2];

    assertDenied(new AuthorityRef(forged), "signature_invalid");
  }

  @Test
  void refusesATokenThatSignsItselfWithThePublicKeyAsASecret() throws JoseException {
    var jws = new JsonWebSignature();
    jws.setPayloadBytes(GrantClaims.CONTRACT.canonical(claims().build()));
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    jws.setKey(new HmacKey(key.publicKey().getEncoded()));

    assertDenied(new AuthorityRef(jws.getCompactSerialization()), "malformed");
  }

  @Test
  void refusesATokenThatSaysItNeedsNoSignature() {
    var header = base64("{\"alg\":\"none\"}");
    var payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(GrantClaims.CONTRACT.canonical(claims().build()));

    assertDenied(new AuthorityRef(header + "." + payload + "."), "malformed");
  }

  @Test
  void refusesTextThatIsNoToken() {
    var text = new AuthorityRef("let me in");

    assertThat(verifier.recognises(text)).isFalse();
    assertDenied(text, "malformed");
  }

  @Test
  void refusesAClaimItDoesNotKnowBecauseItMightRestrict() throws JoseException {
    var json =
        new String(GrantClaims.CONTRACT.canonical(claims().build()), StandardCharsets.UTF_8)
            .replace("{\"attestation", "{\"weekdays_only\":true,\"attestation");
    var jws = new JsonWebSignature();
    jws.setPayload(json);
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    jws.setKey(key.privateKey());

    assertDenied(new AuthorityRef(jws.getCompactSerialization()), "claims_invalid");
  }

  @Test
  void refusesAGrantThatIsNotWhatItsCallerBelieves() {
    var token = issue(claims().payloadHash(PAYLOAD).build()).ref();
    var expiry = ((Granted) judge(new AuthorityRef(token))).grant().evidence().expiresAt();

    var right = believing(token, Optional.of(PAYLOAD), expiry);
    var otherPayload = believing(token, Optional.of(Sha256.of(new byte[] {2})), expiry);
    var otherEnd = believing(token, Optional.of(PAYLOAD), Optional.of(NOW));

    assertThat(judge(right)).isInstanceOf(Granted.class);
    assertDenied(otherPayload, "stated_otherwise");
    assertDenied(otherEnd, "stated_otherwise");
  }

  private static AuthorityRef believing(
      String token, Optional<Sha256> payload, Optional<Instant> expiry) {
    return new AuthorityRef(token, payload, Optional.empty(), Optional.empty(), expiry);
  }

  @Test
  void refusesAGrantThatHasExpired() {
    assertDenied(issue(claims().expires(NOW).build()), "expired");
  }

  @Test
  void acceptsAGrantInItsLastSecond() {
    assertThat(judge(issue(claims().expires(NOW.plusSeconds(1)).build())))
        .isInstanceOf(Granted.class);
  }

  @Test
  void refusesAGrantBeforeItsTime() {
    assertDenied(issue(claims().notBefore(NOW.plusSeconds(1)).build()), "not_yet_valid");
  }

  @Test
  void refusesAGrantForAnotherPlane() {
    assertDenied(issue(claims().audience("elsewhere").build()), "audience_mismatch");
  }

  @Test
  void refusesAGrantForAnotherLane() {
    assertDenied(issue(claims().lanes(List.of("http")).build()), "lane_not_covered");
  }

  @Test
  void takesAnEmptyListForNothing() {
    assertDenied(issue(claims().lanes(List.of()).build()), "lane_not_covered");
  }

  @Test
  void refusesAGrantForAnotherOperation() {
    assertDenied(issue(claims().operations(List.of("session")).build()), "operation_not_covered");
  }

  @Test
  void refusesAGrantForAnotherPayload() {
    assertDenied(
        issue(claims().payloadHash(Sha256.of(new byte[] {2})).build()), "payload_mismatch");
  }

  @Test
  void saysHowManyExecutionsAGrantMayStart() {
    var judged = (Granted) judge(issue(claims().maxUses(5).build()));

    assertThat(judged.grant().useLimit().orElseThrow().usesMax()).isEqualTo(5);
  }

  @Test
  void saysNothingOfAGrantThatItCannotBelieve() {
    var stranger =
        new GrantIssuer(IssuerKey.LOCAL_ISSUER, IssuerKey.generate()).issue(claims().build());

    assertThat(((Denied) judge(stranger)).evidence()).isEqualTo(Optional.empty());
  }

  private AuthorityRef issue(GrantClaims claims) {
    return new GrantIssuer(IssuerKey.LOCAL_ISSUER, key).issue(claims);
  }

  private AuthorityVerdict judge(AuthorityRef ref) {
    var context =
        new AuthorityContext(
            "execution-plane",
            "default",
            AdmissionRequest.of("process", "run", JsonObject.empty()),
            PAYLOAD,
            NOW);
    return verifier.verify(ref, context).toCompletableFuture().join();
  }

  private void assertDenied(AuthorityRef ref, String code) {
    assertThat(judge(ref))
        .isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.code()).isEqualTo(code));
  }

  private static SampleClaims claims() {
    return new SampleClaims(NOW, PAYLOAD);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
