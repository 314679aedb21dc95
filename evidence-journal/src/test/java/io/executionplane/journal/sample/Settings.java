package io.executionplane.journal.sample;

import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.store.StoreSettings;
import java.nio.file.Path;

/** The module's own settings, in a directory of a test's. */
public final class Settings {

  private Settings() {}

  public static StoreSettings in(Path directory) {
    return StoreSettings.from(ConfigFactory.load()).withDirectory(directory);
  }
}
