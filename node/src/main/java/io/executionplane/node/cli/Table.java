package io.executionplane.node.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns. Every cell is made inert. */
final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  private Table() {}

  static Table withHeader(String... header) {
    return new Table().row(header);
  }

  /** Names and their values, without a header. */
  static Table plain() {
    return new Table();
  }

  Table row(String... cells) {
    var row = new ArrayList<String>();
    for (var cell : cells) {
      row.add(Inert.text(cell));
    }
    rows.add(row);
    return this;
  }

  void print(PrintWriter out) {
    var widths = widths();
    for (var row : rows) {
      out.println(line(row, widths));
    }
  }

  private static String line(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (var i = 0; i < row.size(); i++) {
      line.append(row.get(i));
      if (i < row.size() - 1) {
        line.append(" ".repeat(widths.get(i) - row.get(i).length())).append(GAP);
      }
    }
    return line.toString();
  }

  private List<Integer> widths() {
    var widths = new ArrayList<Integer>();
    for (var row : rows) {
      for (var i = 0; i < row.size(); i++) {
        var width = row.get(i).length();
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    return widths;
  }
}
