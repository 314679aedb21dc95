package io.executionplane.journal.merkle;

import io.executionplane.contracts.json.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The Merkle tree of RFC 9162, section 2.1, with SHA-256. */
public final class MerkleTree {

  /** Bytes of a hash. */
  public static final int HASH_BYTES = 32;

  /** The root of the tree without leaves: the digest of nothing. */
  public static final Sha256 EMPTY_ROOT = Sha256.of();

  private static final byte LEAF_PREFIX = 0x00;
  private static final byte NODE_PREFIX = 0x01;

  private MerkleTree() {}

  /** The root over some leaves. */
  public static Sha256 root(List<byte[]> leaves) {
    var range = new CompactRange();
    leaves.forEach(range::append);
    return range.root();
  }

  /**
   * Proves that one leaf is in the tree over some leaves (RFC 9162, 2.1.3.1).
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public static InclusionProof prove(List<byte[]> leaves, int index) {
    Objects.checkIndex(index, leaves.size());
    var path = new ArrayList<Sha256>();
    collectPath(leaves, index, path);
    return new InclusionProof(index, leaves.size(), path);
  }

  private static void collectPath(List<byte[]> leaves, int index, List<Sha256> path) {
    if (leaves.size() == 1) {
      return;
    }
    var split = Integer.highestOneBit(leaves.size() - 1); // Largest power of two below the size.
    var left = leaves.subList(0, split);
    var right = leaves.subList(split, leaves.size());
    if (index < split) {
      collectPath(left, index, path);
      path.add(root(right));
    } else {
      collectPath(right, index - split, path);
      path.add(root(left));
    }
  }

  /** The hash of a leaf with this content. */
  public static byte[] leafHash(byte[] leaf) {
    var digest = Sha256.digest();
    digest.update(LEAF_PREFIX);
    return digest.digest(leaf);
  }

  /** The hash of the node over two others. */
  public static byte[] nodeHash(byte[] left, byte[] right) {
    var digest = Sha256.digest();
    digest.update(NODE_PREFIX);
    digest.update(left);
    return digest.digest(right);
  }
}
