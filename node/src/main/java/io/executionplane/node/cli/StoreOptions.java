package io.executionplane.node.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.node.NodeConfiguration;
import io.executionplane.node.http.caller.OperatorToken;
import io.executionplane.node.remote.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
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

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:EP_SERVER}",
      description =
          "Speak to a node that runs there (default: $EP_SERVER, or the data directory itself). Its"
              + " token is $EP_TOKEN, or that of the data directory.")
  private @Nullable String server;

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

  /**
   * The server that is named; empty if the data directory is meant.
   *
   * @throws CliException if it cannot be called
   */
  Optional<Server> server() {
    if (server == null || server.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Server(URI.create(server), token()));
    } catch (IllegalArgumentException wrong) {
      throw new CliException("--server: " + wrong.getMessage());
    }
  }

  private String token() {
    var given = System.getenv("EP_TOKEN");
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    try {
      return OperatorToken.load(directory());
    } catch (IOException none) {
      throw new CliException(
          "--server needs a token: set EP_TOKEN, or name a data directory that has one");
    }
  }

  boolean isVerbose() {
    return verbose;
  }
}
