package io.executionplane.journal.move;

import java.util.List;

/**
 * What was moved.
 *
 * @param rows of all tables
 * @param files that were copied, by name
 * @param database how messages name the one that has it now
 */
public record Moved(long rows, List<String> files, String database) {

  public Moved {
    files = List.copyOf(files);
  }
}
