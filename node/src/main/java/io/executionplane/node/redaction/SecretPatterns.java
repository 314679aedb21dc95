package io.executionplane.node.redaction;

import java.util.List;

/**
 * Looks for many patterns at once, one byte at a time and in linear time: the automaton of Aho and
 * Corasick (Communications of the ACM 18, 1975). Immutable; a place in it is a number.
 *
 * <p>A place stands for the longest end of what was read that is the beginning of a pattern. Nearly
 * every place has one way on, so its ways are a list, and a pattern costs some 20 bytes for each of
 * its own.
 */
final class SecretPatterns {

  /** Where nothing has been read. */
  static final int START = 0;

  private static final int NONE = 0;
  private static final SecretPatterns EMPTY = new SecretPatterns(List.of());

  private final int[] first = new int[256];
  private final byte[] label;
  private final int[] child;
  private final int[] sibling;

  /** The place of the longest proper end that is a beginning too. */
  private final int[] shorter;

  /** How many bytes the longest pattern has that ends here; 0 if none does. */
  private final int[] match;

  /** How many bytes the longest end has that may become a pattern if more follows. */
  private final int[] open;

  private int places = 1;

  private SecretPatterns(List<byte[]> patterns) {
    var most = patterns.stream().mapToInt(pattern -> pattern.length).sum() + 1;
    label = new byte[most];
    child = new int[most];
    sibling = new int[most];
    shorter = new int[most];
    match = new int[most];
    open = new int[most];
    patterns.forEach(this::add);
    connect();
  }

  static SecretPatterns of(List<byte[]> patterns) {
    return patterns.isEmpty() ? EMPTY : new SecretPatterns(patterns);
  }

  boolean isEmpty() {
    return places == 1;
  }

  // --- Reading

  /** Where a byte leads to. */
  int step(int place, byte read) {
    var at = place;
    while (at != START) {
      var next = way(at, read);
      if (next != NONE) {
        return next;
      }
      at = shorter[at];
    }
    return first[read & 0xff];
  }

  /** How many of the bytes last read are a pattern, at most; 0 if none ends here. */
  int matched(int place) {
    return match[place];
  }

  /** How many of the bytes last read may be the beginning of a pattern, at most. */
  int undecided(int place) {
    return open[place];
  }

  private int way(int place, byte read) {
    var next = child[place];
    while (next != NONE && label[next] != read) {
      next = sibling[next];
    }
    return next;
  }

  // --- Making

  private void add(byte[] pattern) {
    var at = START;
    for (var each : pattern) {
      var next = at == START ? first[each & 0xff] : way(at, each);
      at = next == NONE ? grow(at, each) : next;
    }
    match[at] = pattern.length;
  }

  private int grow(int place, byte read) {
    var next = places++;
    label[next] = read;
    if (place == START) {
      first[read & 0xff] = next;
    } else {
      sibling[next] = child[place];
      child[place] = next;
    }
    return next;
  }

  /** Level by level, because a place looks at places that are less deep. */
  private void connect() {
    var queue = new int[places];
    var end = 0;
    for (var place : first) {
      if (place != NONE) {
        queue[end++] = place;
      }
    }
    var depth = 0;
    for (var begin = 0; begin < end; ) {
      depth++;
      var level = end;
      while (begin < level) {
        var place = queue[begin++];
        settle(place, depth);
        for (var next = child[place]; next != NONE; next = sibling[next]) {
          shorter[next] = step(shorter[place], label[next]);
          queue[end++] = next;
        }
      }
    }
  }

  private void settle(int place, int depth) {
    match[place] = match[place] > 0 ? match[place] : match[shorter[place]];
    open[place] = child[place] == NONE ? open[shorter[place]] : depth;
  }
}
