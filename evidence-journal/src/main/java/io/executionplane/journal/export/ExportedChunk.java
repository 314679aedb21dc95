package io.executionplane.journal.export;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import java.util.Arrays;
import java.util.Optional;

/**
 * One line of {@code chunks.jsonl}.
 *
 * @param index position among the stored chunks of its stream, from 0
 * @param offset of its first byte in the stream
 * @param atMicros when it was read, microseconds
 * @param byteCount its size; absent if it was erased
 * @param salt absent if it was erased, or if only commitments were exported: a salt without content
 *     helps nobody but who guesses
 */
public record ExportedChunk(
    @Range(min = 0) long index,
    @Range(min = 0) long offset,
    @Range(min = 0) long atMicros,
    @Range(min = 0) Optional<Long> byteCount,
    Optional<Bytes> salt,
    Sha256 commitment) {

  static final Contract<ExportedChunk> CONTRACT = Contract.of(ExportedChunk.class);

  private static final Rules RULES = Rules.of(ExportedChunk.class);

  public ExportedChunk {
    RULES
        .check(index, offset, atMicros, byteCount, salt, commitment)
        .and(
            () -> salt.isEmpty() || byteCount.isPresent(),
            "byteCount",
            "must be present where salt is")
        .orThrow();
  }

  /** Whether nothing but the commitment is left. */
  boolean isErased() {
    return byteCount.isEmpty();
  }

  /**
   * Reads a line, without its end.
   *
   * @throws MalformedJsonException if it is not canonical JSON
   * @throws ContractViolationException if it is no chunk
   */
  static ExportedChunk decode(byte[] canonical) {
    if (canonical.length > ExportLayout.CHUNK_LINE_MAX) {
      throw new MalformedJsonException("longer than " + ExportLayout.CHUNK_LINE_MAX + " bytes");
    }
    var chunk = CONTRACT.decode(canonical);
    if (!Arrays.equals(CONTRACT.canonical(chunk), canonical)) {
      throw new MalformedJsonException("not in canonical form");
    }
    return chunk;
  }
}
