package io.executionplane.node.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of settings that a user names. */
final class SettingsFile {

  private SettingsFile() {}

  /**
   * What it says, with what it includes; what it refers to is replaced.
   *
   * @param option that names the file
   */
  static Config read(String option, Path file) {
    if (file.toString().isBlank()) {
      throw new CliException(option + " names no file");
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CliException(option + ": " + file + " cannot be read");
    }
    try {
      return ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
          .resolve();
    } catch (ConfigException wrong) {
      throw new CliException(option + ": " + wrong.getMessage());
    }
  }
}
