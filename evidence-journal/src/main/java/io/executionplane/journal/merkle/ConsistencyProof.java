package io.executionplane.journal.merkle;

import io.executionplane.contracts.json.Sha256;
import java.util.List;

/**
 * Shows that a tree is the beginning of a larger one, so that between them nothing was changed,
 * removed or put in between (RFC 9162, 2.1.4).
 *
 * <p>Of every tree the empty one is the beginning, so growth from nothing says nothing of the
 * larger root. A wrong size is noticed only where it gives the ways to the roots another shape:
 * take sizes and roots together from where they are trusted.
 *
 * @param fromSize leaves of the smaller tree
 * @param toSize leaves of the larger tree
 * @param path the hashes from which both roots follow; none where the smaller tree is empty or the
 *     whole of the larger
 */
public record ConsistencyProof(long fromSize, long toSize, List<Sha256> path) {

  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /**
   * Whether this proves that the tree with one root is the beginning of the tree with the other
   * (RFC 9162, 2.1.4.2). Never throws, whatever the proof says.
   */
  public boolean verifies(Sha256 fromRoot, Sha256 toRoot) {
    if (fromSize < 0 || fromSize > toSize) {
      return false;
    }
    if (fromSize == toSize) {
      return path.isEmpty() && fromRoot.equals(toRoot) && isPlausible(fromSize, fromRoot);
    }
    if (fromSize == 0) {
      return path.isEmpty() && isPlausible(0, fromRoot);
    }
    return !path.isEmpty() && leadsToBoth(fromRoot, toRoot);
  }

  /** The empty tree has one root only; of others nothing is known without their leaves. */
  private static boolean isPlausible(long size, Sha256 root) {
    return size > 0 || root.equals(MerkleTree.EMPTY_ROOT);
  }

  private boolean leadsToBoth(Sha256 fromRoot, Sha256 toRoot) {
    // A perfect smaller tree is a node of the larger one: its root is where both ways begin.
    var isPerfect = Long.bitCount(fromSize) == 1;
    var skipped = Long.numberOfTrailingZeros(fromSize); // Levels below the first common node.
    var node = (fromSize - 1) >> skipped;
    var last = (toSize - 1) >> skipped;
    var from = (isPerfect ? fromRoot : path.get(0)).hash();
    var to = from;
    for (var step : isPerfect ? path : path.subList(1, path.size())) {
      if (last == 0) {
        return false; // The path goes on above the root.
      }
      if ((node & 1) == 1 || node == last) {
        from = MerkleTree.nodeHash(step.hash(), from);
        to = MerkleTree.nodeHash(step.hash(), to);
        // A last node without a right neighbour moves up alone until it is one itself.
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        to = MerkleTree.nodeHash(to, step.hash());
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Sha256.ofHash(from).equals(fromRoot) && Sha256.ofHash(to).equals(toRoot);
  }
}
