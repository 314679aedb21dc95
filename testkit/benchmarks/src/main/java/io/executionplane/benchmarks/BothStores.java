package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.store.StoreSettings;
import java.nio.file.Path;
import java.util.Map;

/** Measures the same on each kind of store that a node can have, new and empty. */
final class BothStores {

  private BothStores() {}

  /** What is measured on one of them. */
  @FunctionalInterface
  interface Figures {

    /**
     * Measures and prints.
     *
     * @param store its name, for headings
     * @param directory what a node keeps beside its database goes here
     * @param settings where both are, to be put over a node's own configuration
     */
    void measure(String store, Path directory, Config settings) throws Exception;
  }

  /** Where PostgreSQL cannot be started, that is said, and H2's figures stand alone. */
  static void each(Figures figures) throws Exception {
    on("H2", ConfigFactory.empty(), figures);
    var server = DurablePostgresql.start();
    if (server.isPresent()) {
      try (var running = server.get()) {
        on("PostgreSQL", running.newDatabase(), figures);
      }
    }
  }

  private static void on(String store, Config database, Figures figures) throws Exception {
    try (var directory = ScratchDirectory.create()) {
      var here = Map.of(StoreSettings.PATH + ".directory", directory.path().toString());
      figures.measure(store, directory.path(), database.withFallback(ConfigFactory.parseMap(here)));
    }
  }
}
