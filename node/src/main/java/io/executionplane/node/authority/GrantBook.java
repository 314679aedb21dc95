package io.executionplane.node.authority;

import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.grant.UseLimit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is remembered of grants: how often each was used, and which were taken back. */
public interface GrantBook {

  /**
   * Counts an execution as one use of a grant, durably. Counting the same execution again changes
   * nothing.
   *
   * @return whether the grant had a use left for it
   */
  CompletionStage<Boolean> use(UseLimit limit, ExecutionRef ref);

  /** Whether a grant was taken back. Answered from memory. */
  boolean isRevoked(String issuer, String grantId);

  /** Whether an authority is a grant that was taken back. */
  default boolean isRevoked(AuthorityEvidence authority) {
    return authority.issuer().isPresent()
        && authority.grantId().isPresent()
        && isRevoked(authority.issuer().get(), authority.grantId().get());
  }

  /** A book that counts nothing: no use is left of any grant that is limited, none is revoked. */
  static GrantBook empty() {
    return new GrantBook() {
      @Override
      public CompletionStage<Boolean> use(UseLimit limit, ExecutionRef ref) {
        return CompletableFuture.completedStage(false);
      }

      @Override
      public boolean isRevoked(String issuer, String grantId) {
        return false;
      }
    };
  }
}
