package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import java.util.concurrent.CompletionStage;

/**
 * Judges the authority of requests. Registered by the host; the node asks, and never interprets.
 */
public interface AuthorityVerifier {

  /** The verifier's name, for evidence. */
  String verifierId();

  /** Whether an authority looks like one for this verifier to judge. MUST NOT block. */
  default boolean recognises(AuthorityRef ref) {
    return true;
  }

  /**
   * Whether its answer depends on anybody outside of this process, who may be slow or gone. One
   * that only computes is never late by itself: on a busy machine it gets the time that gathering
   * all facts of a request may take, and is not left alone for having been slow.
   */
  default boolean dependsOnOthers() {
    return true;
  }

  /**
   * Judges one authority for one request. MUST NOT block; a failed stage, and one that is late,
   * counts as a refusal.
   */
  CompletionStage<AuthorityVerdict> verify(AuthorityRef ref, AuthorityContext context);
}
