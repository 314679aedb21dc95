package io.executionplane.node.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every command that works on a store. */
final class StoreOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:EP_DATA:-.execution-plane}",
      description = "Data directory (default: $EP_DATA, or .execution-plane).")
  private Path data = Path.of(".execution-plane");

  @Option(names = "--verbose", description = "Say more when something fails.")
  private boolean verbose;

  Path directory() {
    return data.toAbsolutePath().normalize();
  }

  boolean isVerbose() {
    return verbose;
  }
}
