package io.executionplane.journal.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Reads the view. Each query follows one index from its end, so it looks at no more rows than it
 * was asked for: H2 and PostgreSQL both do when the order names the index's columns.
 */
final class ViewSearch {

  private static final String ROW =
      "select v.ordering, v.execution_ref, v.tenant_id, v.lane_id, v.target_id, v.status,"
          + " v.admitted_at, v.ended_at from ";

  private static final String NEWEST =
      ROW
          + "execution_view v where v.ordering > ? and v.ordering < ?"
          + " order by v.ordering desc limit ?";

  private static final String WITH_LABEL =
      ROW
          + "execution_label l join execution_view v on v.ordering = l.ordering"
          + " where l.label = ? and l.ordering > ? and l.ordering < ?"
          + " order by l.label desc, l.ordering desc limit ?";

  private static final String LABELS =
      "select ordering, label from execution_label where ordering = any(?)";

  private final DataSource dataSource;

  ViewSearch(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What executions are asked for by, each with an index of its own. */
  enum Column {
    TENANT("tenant_id"),
    LANE("lane_id"),
    TARGET("target_id"),
    STATUS("status");

    private final String query;

    Column(String name) {
      this.query =
          ROW
              + "execution_view v where v.%s = ? and v.ordering > ? and v.ordering < ?"
                  .formatted(name)
              + " order by v.%s desc, v.ordering desc limit ?".formatted(name);
    }
  }

  /** All rows between two places, newest first. */
  List<ViewRow> newest(Places places, int limit) {
    return rows(NEWEST, places.after(), places.before(), limit);
  }

  /** Those with some value, newest first. */
  List<ViewRow> with(Column column, String value, Places places, int limit) {
    return rows(column.query, value, places.after(), places.before(), limit);
  }

  /** Those with some label, newest first. */
  List<ViewRow> withLabel(String label, Places places, int limit) {
    return rows(WITH_LABEL, label, places.after(), places.before(), limit);
  }

  /** The labels of the rows at some places. */
  Map<Long, Set<String>> labels(List<Long> places) {
    return using(
        connection -> {
          try (var statement = connection.prepareStatement(LABELS)) {
            statement.setArray(1, connection.createArrayOf("bigint", places.toArray()));
            try (var found = statement.executeQuery()) {
              return labels(found);
            }
          }
        });
  }

  private static Map<Long, Set<String>> labels(ResultSet found) throws SQLException {
    var labels = new HashMap<Long, Set<String>>();
    while (found.next()) {
      labels.computeIfAbsent(found.getLong(1), place -> new HashSet<>()).add(found.getString(2));
    }
    return labels;
  }

  // --- Moments

  /** A place whose execution was admitted before a moment, as late as there is one. */
  Optional<Long> lastBefore(long micros) {
    return place("admitted_at < ? order by admitted_at desc, ordering desc", micros);
  }

  /** A place whose execution was admitted after a moment, as early as there is one. */
  Optional<Long> firstAfter(long micros) {
    return place("admitted_at > ? order by admitted_at, ordering", micros);
  }

  private Optional<Long> place(String condition, long micros) {
    var query = "select ordering from execution_view where " + condition + " limit 1";
    return query(query, row -> row.getLong(1), micros).stream().findFirst();
  }

  // --- Asking

  private List<ViewRow> rows(String sql, Object... parameters) {
    return query(sql, ViewSearch::row, parameters);
  }

  private static ViewRow row(ResultSet row) throws SQLException {
    return new ViewRow(
        row.getLong(1),
        row.getString(2),
        Optional.ofNullable(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getString(6)),
        Optional.ofNullable(row.getObject(7, Long.class)),
        Optional.ofNullable(row.getObject(8, Long.class)));
  }

  private <T> List<T> query(String sql, Reading<ResultSet, T> reading, Object... parameters) {
    return using(
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (var rows = statement.executeQuery()) {
              var found = new ArrayList<T>();
              while (rows.next()) {
                found.add(reading.of(rows));
              }
              return found;
            }
          }
        });
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (var i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  private <T> T using(Reading<Connection, T> reading) {
    try (var connection = dataSource.getConnection()) {
      return reading.of(connection);
    } catch (SQLException failure) {
      throw new ViewUnusableException(failure);
    }
  }

  private interface Reading<S, T> {
    T of(S source) throws SQLException;
  }
}
