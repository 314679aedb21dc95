package io.executionplane.journal.log;

import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.ConsistencyProof;
import io.executionplane.journal.merkle.InclusionProof;
import io.executionplane.journal.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A tree of some size, as its tiles tell it: root and proofs from a few tiles, never from all
 * leaves. Reads each tile once and keeps it, so make a new one for each question or few. Not safe
 * for use by many threads.
 */
public final class TiledTree {

  private static final int LEVEL_BITS = 8;

  private final long size;
  private final TileReader reader;
  private final Map<HashTile, byte[]> read = new HashMap<>();

  /**
   * The tree of some size.
   *
   * @param size leaves of the tree; the reader must have at least the tiles of this size
   */
  public TiledTree(long size, TileReader reader) {
    Argument.require(size >= 0, "the size must not be negative");
    this.size = size;
    this.reader = reader;
  }

  /** Size and root. */
  public TreeHead head() {
    return new TreeHead(size, size == 0 ? MerkleTree.EMPTY_ROOT : Sha256.ofHash(hash(0, size)));
  }

  /** The hash of one leaf. */
  public Sha256 leafHash(long index) {
    Objects.checkIndex(index, size);
    return Sha256.ofHash(hash(index, index + 1));
  }

  /**
   * Proves that a leaf is in this tree (RFC 9162, 2.1.3.1).
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public InclusionProof prove(long index) {
    Objects.checkIndex(index, size);
    var path = new ArrayList<Sha256>();
    collectInclusion(index, 0, size, path);
    return new InclusionProof(index, size, path);
  }

  /**
   * Proves that a smaller tree is the beginning of this one (RFC 9162, 2.1.4.1).
   *
   * @param fromSize leaves of the smaller tree, from 0 to the size of this one
   * @throws IllegalArgumentException if it is larger
   */
  public ConsistencyProof proveGrowthFrom(long fromSize) {
    Argument.require(0 <= fromSize && fromSize <= size, "a tree only grows");
    var path = new ArrayList<Sha256>();
    if (fromSize > 0 && fromSize < size) {
      collectConsistency(fromSize, 0, size, true, path);
    }
    return new ConsistencyProof(fromSize, size, path);
  }

  // --- The recursions of RFC 9162, each at most 63 deep

  private void collectInclusion(long index, long from, long to, List<Sha256> path) {
    if (to - from == 1) {
      return;
    }
    var split = split(from, to);
    if (index < split) {
      collectInclusion(index, from, split, path);
      path.add(Sha256.ofHash(hash(split, to)));
    } else {
      collectInclusion(index, split, to, path);
      path.add(Sha256.ofHash(hash(from, split)));
    }
  }

  /** {@code isKnown}: whether what lies left of {@code end} here is the whole smaller tree. */
  private void collectConsistency(
      long end, long from, long to, boolean isKnown, List<Sha256> path) {
    if (end == to) {
      if (!isKnown) {
        path.add(Sha256.ofHash(hash(from, to)));
      }
      return;
    }
    var split = split(from, to);
    if (end <= split) {
      collectConsistency(end, from, split, isKnown, path);
      path.add(Sha256.ofHash(hash(split, to)));
    } else {
      collectConsistency(end, split, to, false, path);
      path.add(Sha256.ofHash(hash(from, split)));
    }
  }

  /** The root over neighbouring leaves; those before them fill perfect subtrees as large. */
  private byte[] hash(long from, long to) {
    if (Long.bitCount(to - from) == 1) {
      return perfect(from, Long.numberOfTrailingZeros(to - from));
    }
    var split = split(from, to);
    return MerkleTree.nodeHash(hash(from, split), hash(split, to));
  }

  /** Where the left subtree ends: it has the largest power of two below the number of leaves. */
  private static long split(long from, long to) {
    return from + Long.highestOneBit(to - from - 1);
  }

  /** The root of the perfect subtree of some height: its hashes lie side by side in one tile. */
  private byte[] perfect(long from, int height) {
    var level = height / LEVEL_BITS;
    var first = from >>> (level * LEVEL_BITS);
    var tile = TileGrowth.tile(level, first / LogResource.FULL_WIDTH, size);
    var hashes = read.computeIfAbsent(tile, reader::readWhole);
    var begin = (int) (first % LogResource.FULL_WIDTH);
    return perfectRoot(hashes, begin, begin + (1 << (height % LEVEL_BITS)));
  }

  /** The root over the hashes of a tile at some positions, which are a power of two. */
  static byte[] perfectRoot(byte[] tile, int begin, int end) {
    if (end - begin == 1) {
      return Arrays.copyOfRange(tile, begin * MerkleTree.HASH_BYTES, end * MerkleTree.HASH_BYTES);
    }
    var middle = (begin + end) / 2;
    return MerkleTree.nodeHash(perfectRoot(tile, begin, middle), perfectRoot(tile, middle, end));
  }
}
