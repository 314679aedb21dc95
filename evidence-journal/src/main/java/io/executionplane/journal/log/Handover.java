package io.executionplane.journal.log;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.KeyAdded;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import java.util.Optional;

/**
 * The checkpoint at which the key of a log was changed: its tree ends with the entry that adds a
 * key and the one that retires the key before. Who signed it is for {@link KnownKeys} to judge.
 *
 * @param added the new key, whose entry is in the tree
 * @param checkpoint which both keys sign
 */
public record Handover(VerifierKey added, SignedCheckpoint checkpoint) {

  /** What a proof is whose entry adds no key to the log in question. */
  public static final String NOT_ADDED = "is not of a key that was added to the log";

  /** Entries of the batch that changes a key. */
  private static final int ENTRIES = 2;

  /**
   * Reads a handover.
   *
   * @param log the log that it must be of
   * @param proof that the entry, which is its extra bytes, is in the tree of the handover
   * @throws MalformedLogDataException if it is none; the message tells what the proof is instead
   */
  public static Handover of(LogName log, LogProof proof) {
    var entry = proof.extra().toArray();
    var checkpoint = proof.checkpoint().checkpoint();
    var added = added(log, entry).orElseThrow(() -> new MalformedLogDataException(NOT_ADDED));
    StrictText.require(
        checkpoint.origin().equals(log.text()), "is of the log " + checkpoint.origin());
    StrictText.require(
        proof.inclusion().index() == indexOfAdded(checkpoint.head().size())
            && proof.inclusion().verifies(entry, checkpoint.head().root()),
        "does not lead from the entry to the checkpoint");
    return new Handover(added, proof.checkpoint());
  }

  /** Where the entry that adds the key stands in a handover of this size. */
  public static long indexOfAdded(long size) {
    return size - ENTRIES;
  }

  private static Optional<VerifierKey> added(LogName log, byte[] entry) {
    try {
      return LogEntry.decode(entry) instanceof KeyAdded added
              && added.log().equals(log)
              && added.key().name().equals(log)
          ? Optional.of(VerifierKey.of(added.key()))
          : Optional.empty();
    } catch (MalformedJsonException | ContractViolationException | IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }
}
