package io.executionplane.journal.chain;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * The end of an execution's chain: what the next event must name.
 *
 * @param seq position of the last event; 0 before the first
 * @param hash its hash; the genesis before the first
 */
public record ChainHead(long seq, Sha256 hash) {

  /** Ties the first event to its execution, so that no chain can be passed off as another's. */
  private static final byte[] GENESIS =
      "execution-plane/evidence/v1\n".getBytes(StandardCharsets.UTF_8);

  /** Keeps event hashes apart from hashes of anything else (RFC 9162's leaf prefix). */
  private static final byte[] LEAF_PREFIX = {0x00};

  /** The head of a chain without events. */
  public static ChainHead genesis(ExecutionRef ref) {
    return new ChainHead(0, Sha256.of(GENESIS, ref.text().getBytes(StandardCharsets.UTF_8)));
  }

  /** The head after an event with these canonical bytes. */
  public ChainHead after(byte[] canonicalEvent) {
    return new ChainHead(seq + 1, Sha256.of(LEAF_PREFIX, canonicalEvent));
  }
}
