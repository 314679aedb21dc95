package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Everybody who judges authority here. Each authority has one judge: the first, in the order of
 * their registration, who recognises it. So a slow judge delays only what is his.
 *
 * <p>Whoever judged it, a grant that was taken back does not hold.
 */
public final class AuthorityVerifiers implements AutoCloseable {

  private final List<GuardedVerifier> verifiers;
  private final GrantBook grants;

  /**
   * These verifiers, each with the same limits.
   *
   * @param system measures the time
   * @param grants knows which grants were taken back
   */
  public AuthorityVerifiers(
      List<AuthorityVerifier> verifiers,
      VerifierLimits limits,
      ActorSystem<?> system,
      GrantBook grants) {
    var scheduler = system.classicSystem().scheduler();
    this.verifiers =
        verifiers.stream().map(each -> new GuardedVerifier(each, limits, scheduler)).toList();
    this.grants = grants;
  }

  /** Those who are registered, in their order. */
  public List<AuthorityVerifier> all() {
    return verifiers.stream().map(GuardedVerifier::verifier).toList();
  }

  /** Who judges this authority; empty if nobody does. */
  public Optional<AuthorityVerifier> judgeOf(AuthorityRef ref) {
    return guardedJudgeOf(ref).map(GuardedVerifier::verifier);
  }

  private Optional<GuardedVerifier> guardedJudgeOf(AuthorityRef ref) {
    return verifiers.stream().filter(verifier -> verifier.recognises(ref)).findFirst();
  }

  /** Has an authority judged. The stage does not fail: a judge who breaks is a fact too. */
  public CompletionStage<AuthorityFact> judge(
      Optional<AuthorityRef> presented, AuthorityContext context) {
    if (verifiers.isEmpty()) {
      return known(new AuthorityFact.NoVerifier());
    }
    if (presented.isEmpty()) {
      return known(new AuthorityFact.NotPresented());
    }
    return guardedJudgeOf(presented.get())
        .map(judge -> judge.judge(presented.get(), context))
        .orElseGet(AuthorityVerifiers::unrecognised)
        .thenApply(this::unlessRevoked);
  }

  private static CompletionStage<AuthorityFact> unrecognised() {
    return known(
        new AuthorityFact.Judged(
            AuthorityVerdict.Denied.unverified(
                "unrecognised", "nobody here recognises the authority")));
  }

  /** Looked at last, so that what is taken back while it is being judged does not pass. */
  private AuthorityFact unlessRevoked(AuthorityFact fact) {
    return fact.evidence()
        .filter(evidence -> fact.grant().isPresent() && grants.isRevoked(evidence))
        .map(AuthorityVerifiers::revoked)
        .orElse(fact);
  }

  private static AuthorityFact revoked(AuthorityEvidence evidence) {
    return new AuthorityFact.Judged(
        new AuthorityVerdict.Denied("revoked", "the grant was taken back", Optional.of(evidence)));
  }

  private static CompletionStage<AuthorityFact> known(AuthorityFact fact) {
    return CompletableFuture.completedStage(fact);
  }

  /** What is being judged is not waited for. The verifiers stay their owners'. */
  @Override
  public void close() {
    verifiers.forEach(GuardedVerifier::close);
  }
}
