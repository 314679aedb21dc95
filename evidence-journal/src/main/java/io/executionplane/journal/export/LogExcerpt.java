package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.VerifierKey;
import java.util.List;
import java.util.Optional;

/**
 * What a log says about one execution.
 *
 * @param keys those that ever signed for it
 * @param newest the newest anchor of the execution; absent if it was never anchored
 */
public record LogExcerpt(LogName log, List<VerifierKey> keys, Optional<ProvenEntry> newest) {

  public LogExcerpt {
    keys = List.copyOf(keys);
  }

  /**
   * An entry of a log, and the proof that it is one.
   *
   * @param entry its canonical bytes
   */
  public record ProvenEntry(Bytes entry, LogProof proof) {}

  /** What a journal's log says; empty if none was begun. */
  public static Optional<LogExcerpt> of(LogReader log, ExecutionRef ref) {
    return log.checkpoint()
        .map(checkpoint -> new LogName(checkpoint.checkpoint().origin()))
        .map(
            name ->
                new LogExcerpt(
                    name, log.keys().stream().map(VerifierKey::of).toList(), newest(log, ref)));
  }

  private static Optional<ProvenEntry> newest(LogReader log, ExecutionRef ref) {
    var anchors = log.anchors(ref);
    if (anchors.isEmpty()) {
      return Optional.empty();
    }
    var last = anchors.get(anchors.size() - 1);
    return Optional.of(new ProvenEntry(last.entry(), log.prove(last.index())));
  }
}
