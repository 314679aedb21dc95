package io.executionplane.node.document;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.export.EvidenceExporter;
import io.executionplane.journal.export.ExportProgress;
import io.executionplane.journal.export.LogExcerpt;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;

/** An export as one file, in a directory of its own that nobody else can enter. */
public final class EvidenceArchive implements AutoCloseable {

  private final Path directory;
  private final Path file;

  private EvidenceArchive(Path directory, Path file) {
    this.directory = directory;
    this.file = file;
  }

  /**
   * Exports an execution into an archive (ZIP). Takes as long as reading all of it.
   *
   * @param content whether the content of streams is part of it
   */
  public static EvidenceArchive write(
      DataSource database, ExecutionRef ref, EvidenceExporter.Content content) {
    try {
      var directory = Files.createTempDirectory("execution-plane-export");
      var archive = new EvidenceArchive(directory, directory.resolve("archive.zip"));
      try {
        archive.fill(database, ref, content);
        return archive;
      } catch (IOException | RuntimeException failure) {
        archive.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("the export could not be written", failure);
    }
  }

  private void fill(DataSource database, ExecutionRef ref, EvidenceExporter.Content content)
      throws IOException {
    var exported = directory.resolve(ref.text());
    new EvidenceExporter(new JdbcEvidenceSource(database))
        .export(
            ref,
            LogExcerpt.of(new LogReader(database), ref),
            exported,
            content,
            ExportProgress.ignored());
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var each : filesOf(exported)) {
        var entry = new ZipEntry(directory.relativize(each).toString());
        // The same record gives the same archive.
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        Files.copy(each, zip);
        zip.closeEntry();
      }
    }
  }

  private static List<Path> filesOf(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Where it is, until this is closed. */
  public Path file() {
    return file;
  }

  /** Deletes it. */
  @Override
  public void close() {
    try (var all = Files.walk(directory)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("an export could not be deleted", failure);
    }
  }
}
