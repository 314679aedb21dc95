package io.executionplane.journal.read;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.RecordedEvent;

/**
 * A row of the journal as it is stored. Nothing of it has been checked.
 *
 * @param ordering its place among all rows of the journal
 * @param seq its place in the record of its execution, as the journal counts
 * @param serializerId what wrote it
 * @param manifest in which form
 * @param bytes the evidence
 */
public record StoredRow(long ordering, long seq, int serializerId, String manifest, Bytes bytes) {

  /**
   * The event that the bytes are.
   *
   * @throws io.executionplane.journal.chain.UnreadableEventException if they are none
   */
  public RecordedEvent event() {
    return EvidenceSerializer.read(serializerId, manifest, bytes.toArray());
  }
}
