package io.executionplane.journal.merkle;

import io.executionplane.contracts.json.Sha256;
import java.util.List;

/**
 * Shows that a leaf is in a tree without showing the other leaves (RFC 9162, 2.1.3).
 *
 * <p>A wrong size is noticed only where it gives the way to the root another shape: take size and
 * root together from where they are trusted.
 *
 * @param index position of the leaf, from 0
 * @param size leaves of the tree
 * @param path the hashes beside the way from the leaf to the root, the leaf's neighbour first
 */
public record InclusionProof(long index, long size, List<Sha256> path) {

  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * Whether this proves that a leaf with this content is in the tree with this root (RFC 9162,
   * 2.1.3.2). Never throws, whatever the proof says.
   */
  public boolean verifies(byte[] leaf, Sha256 root) {
    return verifiesHash(MerkleTree.leafHash(leaf), root);
  }

  /** As {@link #verifies}, for who knows only the hash of the leaf. */
  public boolean verifiesHash(byte[] leafHash, Sha256 root) {
    if (index < 0 || index >= size) {
      return false;
    }
    var node = index;
    var last = size - 1;
    var hash = leafHash;
    for (var step : path) {
      if (last == 0) {
        return false; // The path goes on above the root.
      }
      if ((node & 1) == 1 || node == last) {
        hash = MerkleTree.nodeHash(step.hash(), hash);
        // A last node without a right neighbour moves up alone until it is one itself.
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = MerkleTree.nodeHash(hash, step.hash());
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Sha256.ofHash(hash).equals(root);
  }
}
