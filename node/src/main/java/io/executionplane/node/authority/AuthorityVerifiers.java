package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Everybody who judges authority here. Each authority has one judge: the first, in the order of
 * their registration, who recognises it. So a slow judge delays only what is his.
 */
public final class AuthorityVerifiers {

  private final List<AuthorityVerifier> verifiers;

  public AuthorityVerifiers(List<AuthorityVerifier> verifiers) {
    this.verifiers = List.copyOf(verifiers);
  }

  /** Those who are registered, in their order. */
  public List<AuthorityVerifier> all() {
    return verifiers;
  }

  /** Who judges this authority; empty if nobody does. */
  public Optional<AuthorityVerifier> judgeOf(AuthorityRef ref) {
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
    return judgeOf(presented.get())
        .map(verifier -> verdict(verifier, presented.get(), context))
        .orElseGet(AuthorityVerifiers::unrecognised)
        .handle(
            (verdict, failure) ->
                verdict == null
                    ? new AuthorityFact.VerifierFailed()
                    : new AuthorityFact.Judged(verdict));
  }

  /** A verifier that throws is a refusal, never a crash. */
  private static CompletionStage<AuthorityVerdict> verdict(
      AuthorityVerifier verifier, AuthorityRef ref, AuthorityContext context) {
    try {
      return verifier.verify(ref, context);
    } catch (RuntimeException broken) {
      return CompletableFuture.failedFuture(broken);
    }
  }

  private static CompletionStage<AuthorityVerdict> unrecognised() {
    return CompletableFuture.completedStage(
        AuthorityVerdict.Denied.unverified("unrecognised", "nobody here recognises the authority"));
  }

  private static CompletionStage<AuthorityFact> known(AuthorityFact fact) {
    return CompletableFuture.completedStage(fact);
  }
}
