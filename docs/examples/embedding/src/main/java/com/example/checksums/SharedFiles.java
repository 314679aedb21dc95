package com.example.checksums;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The directory whose files the service may be asked about.
 *
 * <p>This keeps honest callers from mistakes. Between the look and the command a file can become
 * another one: whoever shares a directory with people he does not trust needs a target that
 * isolates what runs.
 *
 * @param root the directory itself, without links
 */
record SharedFiles(Path root) {

  private static final String HERE = "./";

  static SharedFiles in(Path directory) throws IOException {
    return new SharedFiles(directory.toRealPath());
  }

  /** Whether a relative path leads to an ordinary file in here, after all links. */
  boolean has(String path) {
    try {
      var file = root.resolve(path).toRealPath();
      return !Path.of(path).isAbsolute()
          && file.startsWith(root)
          && Files.isRegularFile(file)
          && Files.isReadable(file);
    } catch (IOException | InvalidPathException nothing) {
      return false;
    }
  }

  /** The path as an argument that no command takes for an option, or for its standard input. */
  static String argument(String path) {
    return HERE + path;
  }

  /** The path again, from what a command says. */
  static String path(String argument) {
    return argument.startsWith(HERE) ? argument.substring(HERE.length()) : argument;
  }
}
