package io.executionplane.journal.view;

import io.executionplane.journal.view.ViewSearch.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A query as the view spells it. Lets through everything that the query wants, and little else.
 *
 * @param values for each column that is asked for, what it may hold
 * @param labels what all have
 */
record ViewFilter(
    Map<Column, Set<String>> values,
    Set<String> labels,
    Optional<Long> sinceMicros,
    Optional<Long> untilMicros) {

  ViewFilter {
    values = Map.copyOf(values);
    labels = Set.copyOf(labels);
  }

  static ViewFilter of(ListQuery query) {
    var values =
        Map.of(
            Column.TENANT, keys(query.tenantId()),
            Column.LANE, keys(query.laneId()),
            Column.TARGET, keys(query.targetId()),
            Column.STATUS, query.statuses().stream().map(ViewKey::of).collect(Collectors.toSet()));
    return new ViewFilter(
        values.entrySet().stream()
            .filter(asked -> !asked.getValue().isEmpty())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        query.labels().entrySet().stream().map(ViewKey::of).collect(Collectors.toSet()),
        query.since().map(ViewKey::micros),
        query.until().map(ViewKey::micros));
  }

  private static Set<String> keys(Optional<String> text) {
    return text.map(ViewKey::of).map(Set::of).orElse(Set.of());
  }

  /** The rows that may be what the query wants. */
  List<ViewRow> of(List<ViewRow> rows, ViewSearch search) {
    var fitting = rows.stream().filter(this::fits).toList();
    if (labels.isEmpty() || fitting.isEmpty()) {
      return fitting;
    }
    var found = search.labels(fitting.stream().map(ViewRow::ordering).toList());
    return fitting.stream()
        .filter(row -> found.getOrDefault(row.ordering(), Set.of()).containsAll(labels))
        .toList();
  }

  private boolean fits(ViewRow row) {
    return values.entrySet().stream()
            .allMatch(asked -> isAmong(asked.getValue(), value(row, asked.getKey())))
        && (sinceMicros.isEmpty()
            || row.admittedMicros().filter(at -> at >= sinceMicros.get()).isPresent())
        && (untilMicros.isEmpty()
            || row.admittedMicros().filter(at -> at <= untilMicros.get()).isPresent());
  }

  private static boolean isAmong(Set<String> wanted, Optional<String> value) {
    return value.isPresent() && wanted.contains(value.get());
  }

  private static Optional<String> value(ViewRow row, Column column) {
    return switch (column) {
      case TENANT -> row.tenant();
      case LANE -> row.lane();
      case TARGET -> row.target();
      case STATUS -> row.status();
    };
  }
}
