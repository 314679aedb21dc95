package io.executionplane.journal.log;

import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The growing edge of a log: the partial tiles of a tree, one for each level, and so its root. A
 * value: {@link #grow} gives another, and who could not store that goes on with this one.
 */
public final class LogTree {

  private static final LogTree EMPTY = new LogTree(0, List.of());

  private final long size;

  /** The hashes of each level that fill no tile yet; less than 256 each, maybe none. */
  private final List<Bytes> edge;

  private final TreeHead head;

  private LogTree(long size, List<Bytes> edge) {
    this.size = size;
    this.edge = List.copyOf(edge);
    this.head = new TreeHead(size, root(edge));
  }

  /** A log without entries. */
  public static LogTree empty() {
    return EMPTY;
  }

  /**
   * The edge of a stored tree, from its at most eight partial tiles. Compare {@link #head} with the
   * head that was stored: tiles are believed here.
   *
   * @throws MalformedLogDataException if a tile has a wrong length
   */
  public static LogTree at(long size, TileReader reader) {
    Argument.require(size >= 0, "the size must not be negative");
    var edge = new ArrayList<Bytes>();
    for (var level = 0; TileGrowth.hashes(level, size) > 0; level++) {
      var hashes = TileGrowth.hashes(level, size);
      var tile = hashes % LogResource.FULL_WIDTH;
      edge.add(
          tile == 0
              ? Bytes.empty()
              : Bytes.copyOf(
                  reader.readWhole(TileGrowth.tile(level, hashes / LogResource.FULL_WIDTH, size))));
    }
    return new LogTree(size, edge);
  }

  /** Entries so far. */
  public long size() {
    return size;
  }

  /** Size and root. */
  public TreeHead head() {
    return head;
  }

  /**
   * This tree and some more leaves.
   *
   * @param leafHashes the hashes of the next entries, in order
   */
  public Growth grow(Collection<Sha256> leafHashes) {
    var tiles = new ArrayList<StoredTile>();
    var levels = new ArrayList<EdgeLevel>();
    for (var level = 0; level < edge.size(); level++) {
      levels.add(new EdgeLevel(level, TileGrowth.hashes(level, size), edge.get(level)));
    }
    for (var hash : leafHashes) {
      add(hash.hash(), levels, tiles);
    }
    levels.forEach(level -> level.changedPartial().ifPresent(tiles::add));
    var grown = levels.stream().map(EdgeLevel::partial).toList();
    return new Growth(new LogTree(Math.addExact(size, leafHashes.size()), grown), tiles);
  }

  /** A full tile is one hash of the level above. */
  private static void add(byte[] leafHash, List<EdgeLevel> levels, List<StoredTile> tiles) {
    byte @Nullable [] hash = leafHash;
    for (var level = 0; hash != null; level++) {
      if (level == levels.size()) {
        levels.add(new EdgeLevel(level, 0, Bytes.empty()));
      }
      hash = levels.get(level).add(hash, tiles::add);
    }
  }

  /**
   * A tree that has grown.
   *
   * @param tree the tree now
   * @param tiles every tile that is new or wider than before, exactly those of {@link
   *     TileGrowth#tiles}, in whatever order; with the tiles before they are the tree
   */
  public record Growth(LogTree tree, List<StoredTile> tiles) {

    public Growth {
      tiles = List.copyOf(tiles);
    }
  }

  /** The perfect subtrees of the size, smallest first: level by level, in each from the right. */
  private static Sha256 root(List<Bytes> edge) {
    byte @Nullable [] root = null;
    for (var level : edge) {
      var hashes = level.toArray();
      var end = hashes.length / MerkleTree.HASH_BYTES;
      // The smallest subtree is the rightmost one, and the lowest bit of the number of hashes.
      while (end > 0) {
        var begin = end - Integer.lowestOneBit(end);
        var subtree = TiledTree.perfectRoot(hashes, begin, end);
        root = root == null ? subtree : MerkleTree.nodeHash(subtree, root);
        end = begin;
      }
    }
    return root == null ? MerkleTree.EMPTY_ROOT : Sha256.ofHash(root);
  }
}
