package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.zip.ZipInputStream;

/** An export that a server has sent as an archive. */
final class FetchedExport {

  private static final String MANIFEST = "manifest.json";

  private FetchedExport() {}

  /**
   * Unpacks it into a directory that is not there yet, or is empty. What its files are worth only a
   * verification says; here they only must not leave the directory.
   *
   * @return its manifest
   */
  static JsonNode unpack(InputStream archive, Path directory) throws IOException {
    requireEmpty(directory);
    try (var zip = new ZipInputStream(archive)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var file = place(directory, entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return Json.parse(Files.readAllBytes(directory.resolve(MANIFEST)));
  }

  /** All files are in one directory, which takes the name that was given here. */
  private static Path place(Path directory, String name) throws IOException {
    var inside = Path.of(name.substring(name.indexOf('/') + 1));
    var file = directory.resolve(inside).normalize();
    if (inside.isAbsolute() || !file.startsWith(directory.normalize()) || file.equals(directory)) {
      throw new IOException("the server sent a file that would be elsewhere");
    }
    return file;
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static void requireEmpty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      Files.createDirectories(directory);
      return;
    }
    try (var inside = Files.list(directory)) {
      if (inside.findAny().isPresent()) {
        throw new IOException("there is something already");
      }
    }
  }
}
