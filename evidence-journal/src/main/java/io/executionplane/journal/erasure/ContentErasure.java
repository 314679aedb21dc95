package io.executionplane.journal.erasure;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.anchor.AnchoredHead;
import io.executionplane.journal.anchor.ErasedContent;
import io.executionplane.journal.anchor.ErasureLog;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.read.EndedExecutions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Destroys content of executions that are over, so that nobody can read it here any more and every
 * proof of what is left stays valid.
 *
 * <p>The log says first what is destroyed, durably and under a signed checkpoint. Then salts and
 * bytes are taken away, in small transactions. What a crash leaves in between is destroyed by the
 * next call, or the next start of a node. Events are never touched.
 *
 * <p>For one thread at a time; calls of others wait.
 */
public final class ContentErasure {

  private final ErasureLog log;
  private final ContentReading contents;
  private final EndedExecutions ended;
  private final PendingErasures pending;

  /**
   * Erasure in one store.
   *
   * @param log where it is declared: the log of this store, open to write
   */
  public ContentErasure(DataSource database, ErasureLog log) {
    this.log = log;
    this.contents = new ContentReading(database);
    this.ended = new EndedExecutions(database);
    this.pending = new PendingErasures(database);
  }

  /**
   * Erases content of an execution. What was erased before is not erased again.
   *
   * @param streams which; with none, all of them, the recorded request included
   * @param reason why, for a person, as the log keeps it for ever; 1 to 1024 characters
   * @return what was destroyed
   * @throws NotErasableException if the execution is not over, or has no such stream
   * @throws ErasureFailedException if the database failed
   */
  public synchronized ErasurePlan erase(ExecutionRef ref, Set<StreamName> streams, String reason) {
    completePending();
    var execution =
        ended
            .find(ref)
            .orElseThrow(
                () ->
                    new NotErasableException(
                        ref + " is not over: only what has ended can be erased"));
    var plan = new ErasurePlan(execution, present(ref, streams), reason);
    eraseAll(List.of(plan));
    return plan;
  }

  private List<StoredContent> present(ExecutionRef ref, Set<StreamName> streams) {
    var stored = contents.of(ref);
    var unknown = new TreeSet<>(streams);
    stored.forEach(each -> unknown.remove(each.stream()));
    if (!unknown.isEmpty()) {
      throw new NotErasableException(
          "nothing is stored of %s's stream %s: it has %s"
              .formatted(
                  ref,
                  unknown.first(),
                  stored.stream()
                      .map(each -> each.stream().text())
                      .collect(Collectors.joining(", "))));
    }
    return stored.stream()
        .filter(StoredContent::isPresent)
        .filter(each -> streams.isEmpty() || streams.contains(each.stream()))
        .toList();
  }

  /**
   * Erases content of many executions, with few checkpoints.
   *
   * @throws ErasureFailedException if the database failed
   */
  public synchronized void eraseAll(List<ErasurePlan> plans) {
    var heads = new ArrayList<AnchoredHead>();
    var erased = new ArrayList<ErasedContent>();
    for (var plan : plans) {
      if (heads.size() + erased.size() + plan.entries() > EvidenceLog.BATCH_MAX) {
        declareAndDestroy(heads, erased);
        heads.clear();
        erased.clear();
      }
      heads.add(plan.head());
      erased.addAll(plan.declared());
    }
    declareAndDestroy(heads, erased);
  }

  private void declareAndDestroy(List<AnchoredHead> heads, List<ErasedContent> erased) {
    if (!erased.isEmpty()) {
      log.declare(heads, erased);
      completePending();
    }
  }

  /**
   * Destroys what the log says was erased and is still there.
   *
   * @return chunks that were destroyed
   * @throws ErasureFailedException if the database failed
   */
  public synchronized long completePending() {
    return pending.complete();
  }
}
