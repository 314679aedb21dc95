package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.json.Sha256;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** A verifier that does what a test tells it, and counts how often it was asked. */
final class ScriptedVerifier implements AuthorityVerifier {

  private final String id;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Predicate<AuthorityRef> recognised = ref -> true;
  private volatile boolean dependsOnOthers = true;
  private volatile Function<AuthorityRef, CompletionStage<AuthorityVerdict>> script =
      ref -> CompletableFuture.completedStage(granted());

  ScriptedVerifier(String id) {
    this.id = id;
  }

  ScriptedVerifier recognising(Predicate<AuthorityRef> predicate) {
    recognised = predicate;
    return this;
  }

  ScriptedVerifier answering(Function<AuthorityRef, CompletionStage<AuthorityVerdict>> answer) {
    script = answer;
    return this;
  }

  ScriptedVerifier dependingOnNobody() {
    dependsOnOthers = false;
    return this;
  }

  int timesAsked() {
    return asked.get();
  }

  /** A grant named {@code jti-1} by {@code issuer} that covers everything. */
  static AuthorityVerdict granted() {
    var everything = new AllowList(Set.of(AllowList.EVERYTHING));
    return new AuthorityVerdict.Granted(
        new AuthorityGrant(
            new AuthorityEvidence(
                "scripted",
                Optional.of("issuer"),
                Optional.of("user:test"),
                Optional.of("jti-1"),
                Optional.empty(),
                Sha256.of()),
            everything,
            everything,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Override
  public String verifierId() {
    return id;
  }

  @Override
  public boolean recognises(AuthorityRef ref) {
    return recognised.test(ref);
  }

  @Override
  public boolean dependsOnOthers() {
    return dependsOnOthers;
  }

  @Override
  public CompletionStage<AuthorityVerdict> verify(AuthorityRef ref, AuthorityContext context) {
    asked.incrementAndGet();
    return script.apply(ref);
  }
}
