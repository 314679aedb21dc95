package io.executionplane.journal.sample;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.store.StoreSettings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The databases that a store can have. A test class runs on each when it is a {@code
 * ParameterizedClass} with an {@code EnumSource} and a {@code Parameter} of this type.
 */
public enum TestDatabase {
  H2 {
    @Override
    public Config reach(Path directory) {
      return ConfigFactory.empty();
    }
  },
  POSTGRESQL {
    @Override
    public Config reach(Path directory) {
      return PostgresqlForTests.reach(directory);
    }
  };

  private static final String PROPERTY = "execution-plane.test.database";

  /**
   * The one for tests that run on one at a time: that which {@code -Dexecution-plane.test.database}
   * names, {@code h2} (the default) or {@code postgresql}.
   */
  public static TestDatabase chosen() {
    return valueOf(System.getProperty(PROPERTY, "h2").toUpperCase(Locale.ROOT));
  }

  /**
   * The settings by which a directory's database is reached: the same one for the same directory.
   * Without PostgreSQL the test is skipped.
   */
  public abstract Config reach(Path directory);

  /**
   * A configuration whose store is a test's own; empty until the first one is opened in a
   * directory.
   */
  public Config configuration(Path directory) {
    return reach(directory)
        .withFallback(
            ConfigFactory.parseMap(Map.of(StoreSettings.PATH + ".directory", directory.toString())))
        .withFallback(ConfigFactory.load());
  }

  public StoreSettings settings(Path directory) {
    return StoreSettings.from(configuration(directory));
  }
}
