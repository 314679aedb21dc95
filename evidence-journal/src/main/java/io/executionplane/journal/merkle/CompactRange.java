package io.executionplane.journal.merkle;

import io.executionplane.contracts.json.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree (RFC 9162, 2.1.1) that only grows: it knows its root without keeping its leaves.
 *
 * <p>Kept are the roots of the perfect subtrees that the size decomposes into, largest first; one
 * hash for each set bit of the size. Not safe for use by many threads.
 */
public final class CompactRange {

  private final List<byte[]> subtrees = new ArrayList<>();
  private long size;

  /** Adds a leaf with this content, which need not have any particular length. */
  public void append(byte[] leaf) {
    var hash = MerkleTree.leafHash(leaf);
    // Every trailing one bit of the old size is a subtree as large as what has been merged so far.
    for (var rest = size; (rest & 1) == 1; rest >>= 1) {
      hash = MerkleTree.nodeHash(subtrees.remove(subtrees.size() - 1), hash);
    }
    subtrees.add(hash);
    size++;
  }

  /** Leaves so far. */
  public long size() {
    return size;
  }

  /** The root over all leaves so far. */
  public Sha256 root() {
    if (subtrees.isEmpty()) {
      return MerkleTree.EMPTY_ROOT;
    }
    var last = subtrees.size() - 1;
    var root = subtrees.get(last);
    for (var i = last - 1; i >= 0; i--) {
      root = MerkleTree.nodeHash(subtrees.get(i), root);
    }
    return Sha256.ofHash(root);
  }
}
