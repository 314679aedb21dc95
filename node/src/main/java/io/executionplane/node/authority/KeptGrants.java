package io.executionplane.node.authority;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.grant.UseLimit;
import io.executionplane.node.note.NodeNotes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.apache.pekko.Done;

/**
 * What a node remembers of grants: their uses in the database, and in the log which were taken
 * back.
 *
 * <p>An entry of the log is all that a revocation is. So it is evidence and durable at once, and
 * neither can be there without the other. It is kept for ever: who takes a grant back need not know
 * when it expires.
 */
public final class KeptGrants implements GrantBook {

  private final BiFunction<UseLimit, ExecutionRef, CompletionStage<Boolean>> uses;
  private final NodeNotes notes;
  private final Map<GrantName, CompletableFuture<Done>> revoked = new ConcurrentHashMap<>();

  /**
   * The grants of a store.
   *
   * @param uses counts a use, as {@link #use} says
   * @param notes puts revocations into the log
   * @param entries what the log has of no execution: among it the revocations so far
   */
  public KeptGrants(
      BiFunction<UseLimit, ExecutionRef, CompletionStage<Boolean>> uses,
      NodeNotes notes,
      List<LogEntry> entries) {
    this.uses = uses;
    this.notes = notes;
    for (var name : GrantName.revokedIn(entries)) {
      revoked.put(name, CompletableFuture.completedFuture(Done.getInstance()));
    }
  }

  @Override
  public CompletionStage<Boolean> use(UseLimit limit, ExecutionRef ref) {
    return uses.apply(limit, ref);
  }

  @Override
  public boolean isRevoked(String issuer, String grantId) {
    return revoked.containsKey(new GrantName(issuer, grantId));
  }

  /**
   * Takes a grant back. When this returns it counts no more, for as long as this node runs; when
   * the stage completes, also after that. Again it changes nothing, unless it failed before.
   *
   * @param by who takes it back, for the record; at most 256 characters
   * @param reason why, for a person; not blank
   * @throws io.executionplane.contracts.json.ContractViolationException if the log cannot say that
   */
  public CompletionStage<Done> revoke(String issuer, String grantId, String by, String reason) {
    return revoked
        .compute(
            new GrantName(issuer, grantId),
            (name, before) ->
                before == null || before.isCompletedExceptionally()
                    ? note(issuer, grantId, by, reason)
                    : before)
        .minimalCompletionStage();
  }

  private CompletableFuture<Done> note(String issuer, String grantId, String by, String reason) {
    return notes.grantRevoked(issuer, grantId, by, reason).toCompletableFuture();
  }
}
