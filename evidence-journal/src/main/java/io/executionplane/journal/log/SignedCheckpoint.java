package io.executionplane.journal.log;

import java.util.Collection;
import java.util.Optional;

/**
 * A checkpoint and who signed it. What it says counts only where {@link #objection} has none.
 *
 * @param note as it was signed, with all signatures
 * @param checkpoint what its text says
 */
public record SignedCheckpoint(SignedNote note, Checkpoint checkpoint) {

  public SignedCheckpoint {
    Argument.require(note.text().equals(checkpoint.text()), "the note says something else");
  }

  /** Signs a checkpoint with some keys, at least one. */
  public static SignedCheckpoint sign(Checkpoint checkpoint, Collection<SigningKey> keys) {
    return new SignedCheckpoint(SignedNote.sign(checkpoint.text(), keys), checkpoint);
  }

  /**
   * Reads a signed checkpoint, and judges nobody's signature.
   *
   * @throws MalformedLogDataException if the bytes are none
   */
  public static SignedCheckpoint parse(byte[] bytes) {
    var note = SignedNote.parse(bytes);
    return new SignedCheckpoint(note, Checkpoint.parse(note.text()));
  }

  /** As it is stored and served: what {@link #parse} reads, byte for byte. */
  public byte[] bytes() {
    return note.bytes();
  }

  /** The same with one more signature, for example a witness's. */
  public SignedCheckpoint with(NoteSignature signature) {
    return new SignedCheckpoint(note.with(signature), checkpoint);
  }

  /**
   * Why it is not to be believed; nothing if it is a checkpoint of this log that one of its keys
   * signed.
   *
   * @param origin the log that it must be of
   * @param logKeys the log's keys, not those of witnesses
   */
  public Optional<String> objection(String origin, Collection<VerifierKey> logKeys) {
    if (!checkpoint.origin().equals(origin)) {
      return Optional.of("the checkpoint is of another log");
    }
    var verdict = note.verify(logKeys);
    if (!verdict.failed().isEmpty()) {
      return Optional.of("a signature of the checkpoint is wrong");
    }
    return verdict.isTrusted()
        ? Optional.empty()
        : Optional.of("no known key of the log signed the checkpoint");
  }
}
