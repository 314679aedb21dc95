package io.executionplane.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory for one measurement. It is gone afterwards, with all that is in it. */
record ScratchDirectory(Path path) implements AutoCloseable {

  static ScratchDirectory create() throws IOException {
    return new ScratchDirectory(Files.createTempDirectory("execution-plane-benchmark"));
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
