package io.executionplane.journal.view;

import io.executionplane.journal.view.ViewSearch.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the view finds.
 *
 * <p>Each condition of a query is a trail of its own through the view: all executions that fulfil
 * it, newest first. For each stretch the same number of steps is gone on every trail, and the one
 * that has led back farthest is followed, because it has passed by the most that is not wanted.
 */
final class ViewCandidates implements Candidates {

  private final ViewSearch search;
  private final ViewFilter filter;
  private final Places places;
  private final int stretch;
  private final List<Trail> trails;

  /**
   * The candidates of a query.
   *
   * @param places between which all of them lie
   * @param stretch steps on each trail for one stretch
   */
  ViewCandidates(ViewSearch search, ViewFilter filter, Places places, int stretch) {
    this.search = search;
    this.filter = filter;
    this.places = places;
    this.stretch = stretch;
    this.trails = trails();
  }

  /** Everything that fulfils one condition. */
  private interface Trail {
    List<ViewRow> newest(Places places, int limit);
  }

  /**
   * What was met on a trail.
   *
   * @param reached the place that it has led to; 0 if it has ended
   */
  private record Walk(List<ViewRow> rows, Set<Long> met, long reached) {

    static Walk of(List<ViewRow> rows, boolean ended) {
      var met = rows.stream().map(ViewRow::ordering).collect(Collectors.toSet());
      return new Walk(rows, met, ended ? 0 : rows.get(rows.size() - 1).ordering());
    }

    /** Whether a row is on this trail, as far as is known. */
    boolean mayHave(ViewRow row) {
      return row.ordering() < reached || met.contains(row.ordering());
    }
  }

  private List<Trail> trails() {
    var found = new ArrayList<Trail>();
    filter.values().forEach((column, values) -> found.add(trail(column, values)));
    filter
        .labels()
        .forEach(label -> found.add((range, limit) -> search.withLabel(label, range, limit)));
    return found.isEmpty() ? List.of(search::newest) : found;
  }

  private Trail trail(Column column, Set<String> values) {
    return (range, limit) ->
        values.stream()
            .flatMap(value -> search.with(column, value, range, limit).stream())
            .sorted(Comparator.comparingLong(ViewRow::ordering).reversed())
            .limit(limit)
            .toList();
  }

  @Override
  public Stretch before(long place) {
    var walks = trails.stream().map(trail -> walk(trail, places.upTo(place))).toList();
    var followed = walks.stream().min(Comparator.comparingLong(Walk::reached)).orElseThrow();
    var onAll =
        followed.rows().stream()
            .filter(row -> walks.stream().allMatch(walk -> walk.mayHave(row)))
            .toList();
    var candidates =
        filter.of(onAll, search).stream()
            .map(row -> new Candidate(row.ordering(), row.ref()))
            .toList();
    return new Stretch(
        candidates, followed.rows().size(), followed.reached(), followed.reached() == 0);
  }

  private Walk walk(Trail trail, Places range) {
    var rows = trail.newest(range, stretch);
    return Walk.of(rows, rows.size() < stretch);
  }
}
