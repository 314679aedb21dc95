package io.executionplane.journal.sample;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.store.StoreSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * The databases that a store can have. A test class runs on each when it is a {@code
 * ParameterizedClass} with an {@code EnumSource} and a {@code Parameter} of this type.
 */
public enum TestDatabase {
  H2 {
    @Override
    Map<String, Object> reach(Path directory) {
      return Map.of();
    }
  },
  POSTGRESQL {
    @Override
    Map<String, Object> reach(Path directory) {
      return PostgresqlForTests.reach(directory);
    }
  };

  /**
   * The settings by which a directory's database is reached: the same one for the same directory.
   */
  abstract Map<String, Object> reach(Path directory);

  /**
   * A configuration whose store is a test's own; empty until the first one is opened in a
   * directory. Without PostgreSQL the test is skipped.
   */
  public Config configuration(Path directory) {
    return ConfigFactory.parseMap(reach(directory))
        .withFallback(
            ConfigFactory.parseMap(Map.of(StoreSettings.PATH + ".directory", directory.toString())))
        .withFallback(ConfigFactory.load());
  }

  public StoreSettings settings(Path directory) {
    return StoreSettings.from(configuration(directory));
  }
}
