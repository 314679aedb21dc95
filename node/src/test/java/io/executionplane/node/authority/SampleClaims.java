package io.executionplane.node.authority;

import io.executionplane.contracts.json.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Claims that cover one request, and one change at a time. */
final class SampleClaims {

  private String issuer = IssuerKey.LOCAL_ISSUER;
  private String audience = "execution-plane";
  private Instant notBefore;
  private Instant expires;
  private List<String> lanes = List.of("process");
  private List<String> operations = List.of("run");
  private Optional<Long> maxUses = Optional.empty();
  private Optional<Sha256> payloadHash;

  SampleClaims(Instant now, Sha256 payload) {
    this.notBefore = now;
    this.expires = now.plusSeconds(60);
    this.payloadHash = Optional.of(payload);
  }

  SampleClaims issuer(String name) {
    issuer = name;
    return this;
  }

  SampleClaims audience(String name) {
    audience = name;
    return this;
  }

  SampleClaims notBefore(Instant moment) {
    notBefore = moment;
    return this;
  }

  SampleClaims expires(Instant moment) {
    notBefore = moment.minusSeconds(60);
    expires = moment;
    return this;
  }

  SampleClaims lanes(List<String> names) {
    lanes = names;
    return this;
  }

  SampleClaims operations(List<String> names) {
    operations = names;
    return this;
  }

  SampleClaims maxUses(long count) {
    maxUses = Optional.of(count);
    return this;
  }

  SampleClaims payloadHash(Sha256 hash) {
    payloadHash = Optional.of(hash);
    return this;
  }

  GrantClaims build() {
    return new GrantClaims(
        issuer,
        "user:test",
        audience,
        notBefore.getEpochSecond(),
        notBefore.getEpochSecond(),
        expires.getEpochSecond(),
        "jti-1",
        lanes,
        operations,
        List.of("*"),
        List.of("*"),
        maxUses,
        payloadHash,
        Optional.empty());
  }
}
