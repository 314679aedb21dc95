package io.executionplane.journal.store;

import java.util.Arrays;
import java.util.Locale;

/** When the tables of a store are made, or brought to the schema that this code knows. */
public enum Migration {
  /** Whenever the store is opened. */
  ON_START,
  /** Only when asked for: a store that is behind does not open. */
  BY_COMMAND;

  static Migration of(String text) {
    return Arrays.stream(values())
        .filter(each -> each.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    StoreSettings.PATH + ".migrate must be on-start or by-command"));
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
