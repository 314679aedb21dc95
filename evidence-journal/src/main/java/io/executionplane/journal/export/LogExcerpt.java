package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.VerifierKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a log says about one execution.
 *
 * @param keys those that signed for it so far, the first key first
 * @param newest the newest anchor of the execution; absent if it was never anchored
 * @param handovers how each key but the first was added, in order: proofs whose extra bytes are the
 *     entry
 * @param erasures what was erased of the execution, in order: proofs whose extra bytes are the
 *     entry, under the checkpoint of the newest anchor
 */
public record LogExcerpt(
    LogName log,
    List<VerifierKey> keys,
    Optional<ProvenEntry> newest,
    List<LogProof> handovers,
    List<LogProof> erasures) {

  public LogExcerpt {
    keys = List.copyOf(keys);
    handovers = List.copyOf(handovers);
    erasures = List.copyOf(erasures);
  }

  /** Of a log that has no anchor of the execution. */
  LogExcerpt(LogName log, List<VerifierKey> keys) {
    this(log, keys, Optional.empty(), List.of(), List.of());
  }

  /**
   * An entry of a log, and the proof that it is one.
   *
   * @param entry its canonical bytes
   */
  public record ProvenEntry(Bytes entry, LogProof proof) {}

  /** What a journal's log says; empty if none was begun. */
  public static Optional<LogExcerpt> of(LogReader log, ExecutionRef ref) {
    return log.checkpoint().map(checkpoint -> of(log, ref, checkpoint));
  }

  private static LogExcerpt of(LogReader log, ExecutionRef ref, SignedCheckpoint checkpoint) {
    var name = new LogName(checkpoint.checkpoint().origin());
    var handovers = log.handovers(checkpoint.checkpoint().head().size());
    return new LogExcerpt(
        name,
        keys(log, handovers),
        newest(log, ref, checkpoint),
        handovers,
        log.erasures(ref, checkpoint));
  }

  private static List<VerifierKey> keys(LogReader log, List<LogProof> handovers) {
    var first = log.entries(0, 1).stream();
    return Stream.concat(first, handovers.stream().map(LogProof::extra))
        .flatMap(entry -> key(entry).stream())
        .toList();
  }

  /** The key that an entry adds; none where the entry is damaged, for the verifier to find. */
  private static Optional<VerifierKey> key(Bytes entry) {
    try {
      return LogEntry.decode(entry.toArray()) instanceof LogEntry.KeyAdded added
          ? Optional.of(VerifierKey.of(added.key()))
          : Optional.empty();
    } catch (MalformedJsonException | ContractViolationException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<ProvenEntry> newest(
      LogReader log, ExecutionRef ref, SignedCheckpoint checkpoint) {
    var size = checkpoint.checkpoint().head().size();
    return log.anchors(ref).stream()
        .filter(anchor -> anchor.index() < size)
        .reduce((older, newer) -> newer)
        .map(last -> new ProvenEntry(last.entry(), log.prove(last.index(), checkpoint)));
  }
}
