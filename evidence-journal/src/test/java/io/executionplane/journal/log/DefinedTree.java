package io.executionplane.journal.log;

import io.executionplane.contracts.json.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * RFC 9162, section 2.1, word for word: slow, recursive, from all leaves, and written without the
 * code under test.
 */
final class DefinedTree {

  private DefinedTree() {}

  static List<Sha256> randomLeaves(int count, long seed) {
    var random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              var hash = new byte[32];
              random.nextBytes(hash);
              return Sha256.ofHash(hash);
            })
        .toList();
  }

  static Sha256 root(List<Sha256> leafHashes) {
    if (leafHashes.isEmpty()) {
      return Sha256.of();
    }
    if (leafHashes.size() == 1) {
      return leafHashes.get(0);
    }
    var split = split(leafHashes.size());
    return Sha256.of(
        new byte[] {1},
        root(leafHashes.subList(0, split)).hash(),
        root(leafHashes.subList(split, leafHashes.size())).hash());
  }

  static List<Sha256> inclusion(int index, List<Sha256> leafHashes) {
    var size = leafHashes.size();
    if (size == 1) {
      return List.of();
    }
    var split = split(size);
    var left = leafHashes.subList(0, split);
    var right = leafHashes.subList(split, size);
    return index < split
        ? with(inclusion(index, left), root(right))
        : with(inclusion(index - split, right), root(left));
  }

  /** On which side of the way to the root each hash of an inclusion proof lies: L or R. */
  static String inclusionShape(int index, int size) {
    if (size == 1) {
      return "";
    }
    var split = split(size);
    return index < split
        ? inclusionShape(index, split) + "R"
        : inclusionShape(index - split, size - split) + "L";
  }

  static List<Sha256> consistency(int from, List<Sha256> leafHashes) {
    return from == 0 || from == leafHashes.size() ? List.of() : subproof(from, leafHashes, true);
  }

  private static List<Sha256> subproof(int from, List<Sha256> leafHashes, boolean isComplete) {
    var size = leafHashes.size();
    if (from == size) {
      return isComplete ? List.of() : List.of(root(leafHashes));
    }
    var split = split(size);
    var left = leafHashes.subList(0, split);
    var right = leafHashes.subList(split, size);
    return from <= split
        ? with(subproof(from, left, isComplete), root(right))
        : with(subproof(from - split, right, false), root(left));
  }

  private static int split(int size) {
    var split = 1;
    while (split * 2 < size) {
      split *= 2;
    }
    return split;
  }

  private static List<Sha256> with(List<Sha256> path, Sha256 last) {
    var longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }
}
