package io.executionplane.journal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The spelling of paths: {@code tile/<level>/<index>[.p/<width>]}, the index as groups of three
 * digits of which all but the last begin with an x, for example {@code x001/x234/067}.
 */
final class TilePath {

  /** Beyond it, the number of a tile's last leaf would not fit 63 bits. */
  private static final long INDEX_END = 1L << 55;

  /** Longer than any path that can be right, so that parsing costs little whatever comes. */
  private static final int LENGTH_MAX = 64;

  private static final int GROUP = 1000;
  private static final String ROOT = "tile";
  private static final String PARTIAL = ".p/";

  private TilePath() {}

  static void requirePlace(long index, int width) {
    Argument.require(index >= 0 && index < INDEX_END, "the index must be 0 to 2^55 - 1");
    Argument.require(width >= 1 && width <= LogResource.FULL_WIDTH, "the width must be 1 to 256");
  }

  static String of(String level, long index, int width) {
    var path = new StringBuilder(ROOT).append('/').append(level).append('/').append(groups(index));
    if (width < LogResource.FULL_WIDTH) {
      path.append(PARTIAL).append(width);
    }
    return path.toString();
  }

  private static String groups(long index) {
    var groups = threeDigits(index % GROUP);
    for (var rest = index / GROUP; rest > 0; rest /= GROUP) {
      groups = "x" + threeDigits(rest % GROUP) + "/" + groups;
    }
    return groups;
  }

  private static String threeDigits(long group) {
    return Long.toString(GROUP + group).substring(1);
  }

  // --- Reading: generous, but what was read must then spell the very same path

  static Optional<LogResource> parse(String path) {
    if (path.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    var cut = path.indexOf(PARTIAL);
    var width =
        cut < 0
            ? LogResource.FULL_WIDTH
            : DecimalText.parse(path.substring(cut + PARTIAL.length()));
    var parts = parts(cut < 0 ? path : path.substring(0, cut));
    if (parts.size() < 3 || width < 1 || width > LogResource.FULL_WIDTH) {
      return Optional.empty();
    }
    var index = index(parts.subList(2, parts.size()));
    return index < 0 || index >= INDEX_END
        ? Optional.empty()
        : resource(parts.get(1), index, (int) width).filter(found -> found.path().equals(path));
  }

  private static List<String> parts(String path) {
    var parts = new ArrayList<String>();
    var begin = 0;
    for (var end = path.indexOf('/'); end >= 0; end = path.indexOf('/', begin)) {
      parts.add(path.substring(begin, end));
      begin = end + 1;
    }
    parts.add(path.substring(begin));
    return parts;
  }

  private static long index(List<String> groups) {
    var index = 0L;
    for (var group : groups) {
      var number = DecimalText.digits(group.startsWith("x") ? group.substring(1) : group);
      if (number < 0 || number >= GROUP || index >= INDEX_END) {
        return -1;
      }
      index = index * GROUP + number;
    }
    return index;
  }

  private static Optional<LogResource> resource(String level, long index, int width) {
    if (level.equals(EntryBundle.DIRECTORY)) {
      return Optional.of(new EntryBundle(index, width));
    }
    var number = DecimalText.parse(level);
    return number < 0 || number > HashTile.LEVEL_MAX
        ? Optional.empty()
        : Optional.of(new HashTile((int) number, index, width));
  }
}
