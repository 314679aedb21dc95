package io.executionplane.node.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.node.NodeConfiguration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that works on a store. */
final class StoreOptions {

  private static final String DIRECTORY = StoreSettings.PATH + ".directory";
  private static final Path DIRECTORY_DEFAULT = Path.of(".execution-plane");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:EP_DATA}",
      description =
          "Data directory (default: $EP_DATA, or what FILE names as "
              + DIRECTORY
              + ", or"
              + " .execution-plane).")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "${env:EP_CONFIG}",
      description = "Settings, as HOCON (default: $EP_CONFIG, or none).")
  private @Nullable Path config;

  @Option(names = "--verbose", description = "Say more when something fails.")
  private boolean verbose;

  /** What the user's file sets; nothing where there is none. */
  Config settings() {
    return config == null ? ConfigFactory.empty() : SettingsFile.read("--config", config);
  }

  /** What the user's file sets, over the defaults. */
  Config configuration() {
    return NodeConfiguration.of(settings());
  }

  Path directory() {
    return chosen().toAbsolutePath().normalize();
  }

  private Path chosen() {
    if (data != null) {
      return data;
    }
    var settings = settings();
    return settings.hasPath(DIRECTORY) ? Path.of(settings.getString(DIRECTORY)) : DIRECTORY_DEFAULT;
  }

  boolean isVerbose() {
    return verbose;
  }
}
