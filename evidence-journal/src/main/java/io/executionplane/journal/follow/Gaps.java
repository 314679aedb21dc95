package io.executionplane.journal.follow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Places of the journal that were passed while no row could be seen there. A row may still appear
 * in them, when the transaction that drew the number commits late.
 *
 * @param ranges ascending, apart from each other
 */
public record Gaps(List<Range> ranges) {

  private static final Gaps NONE = new Gaps(List.of());

  /** Places from one up to and with another. */
  public record Range(long from, long to) {

    String text() {
      return from == to ? Long.toString(from) : from + "-" + to;
    }

    static Range parse(String text) {
      var hyphen = text.indexOf('-');
      return hyphen < 0
          ? new Range(Long.parseLong(text), Long.parseLong(text))
          : new Range(
              Long.parseLong(text.substring(0, hyphen)),
              Long.parseLong(text.substring(hyphen + 1)));
    }
  }

  public Gaps {
    ranges = List.copyOf(ranges);
  }

  public static Gaps none() {
    return NONE;
  }

  /** As {@link #text} wrote them. */
  public static Gaps parse(String text) {
    return text.isEmpty()
        ? NONE
        : new Gaps(Arrays.stream(text.split(",", -1)).map(Range::parse).toList());
  }

  /** What lies between places that were seen, after one place and before the last of them. */
  static Gaps between(long after, List<Long> seen) {
    var holes = new ArrayList<Range>();
    var next = after + 1;
    for (var place : seen) {
      if (place > next) {
        holes.add(new Range(next, place - 1));
      }
      next = place + 1;
    }
    return new Gaps(holes);
  }

  /** Exactly these places. */
  static Gaps of(Collection<Long> places) {
    var ranges = new ArrayList<Range>();
    for (var place : new TreeSet<>(places)) {
      var last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).to() == place - 1) {
        ranges.set(last, new Range(ranges.get(last).from(), place));
      } else {
        ranges.add(new Range(place, place));
      }
    }
    return new Gaps(ranges);
  }

  public int count() {
    return ranges.size();
  }

  /** These, and others that all lie behind them. */
  Gaps and(Gaps behind) {
    var all = new ArrayList<>(ranges);
    all.addAll(behind.ranges);
    return new Gaps(all);
  }

  /** What of these lies at a place or before it. */
  Gaps upTo(long place) {
    return new Gaps(
        ranges.stream()
            .filter(range -> range.from() <= place)
            .map(range -> new Range(range.from(), Math.min(range.to(), place)))
            .toList());
  }

  /** These and some places that lie anywhere. */
  Gaps with(Collection<Long> places) {
    var merged = new ArrayList<Range>(without(places).ranges);
    places.forEach(place -> merged.add(new Range(place, place)));
    merged.sort((one, other) -> Long.compare(one.from(), other.from()));
    return new Gaps(merged);
  }

  /** These without some places. */
  Gaps without(Collection<Long> places) {
    var sorted = new TreeSet<>(places);
    var left = new ArrayList<Range>();
    for (var range : ranges) {
      var next = range.from();
      for (var place : sorted.subSet(range.from(), true, range.to(), true)) {
        if (place > next) {
          left.add(new Range(next, place - 1));
        }
        next = place + 1;
      }
      if (next <= range.to()) {
        left.add(new Range(next, range.to()));
      }
    }
    return new Gaps(left);
  }

  public String text() {
    return ranges.stream().map(Range::text).collect(Collectors.joining(","));
  }
}
