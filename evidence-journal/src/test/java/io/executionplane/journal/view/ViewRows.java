package io.executionplane.journal.view;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Everything that is in the view, as text: equal if and only if the views are. */
final class ViewRows {

  private ViewRows() {}

  static List<String> of(DataSource store) throws SQLException {
    var rows = new ArrayList<String>();
    rows.addAll(of(store, "select * from execution_view order by ordering"));
    rows.addAll(of(store, "select * from execution_label order by ordering, label"));
    return rows;
  }

  private static List<String> of(DataSource store, String query) throws SQLException {
    try (var connection = store.getConnection();
        var statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        var row = new ArrayList<String>();
        for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    }
  }
}
