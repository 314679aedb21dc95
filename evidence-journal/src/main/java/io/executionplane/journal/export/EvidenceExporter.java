package io.executionplane.journal.export;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.verify.EvidenceSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes what an auditor keeps of an execution: a directory of its own.
 *
 * <p>Streams it, so memory does not grow with the record. What is stored is written as it is, also
 * where it is damaged: judging it is the verifier's part. Only what has no form in such a directory
 * stops an export.
 */
public final class EvidenceExporter {

  private final EvidenceSource source;

  public EvidenceExporter(EvidenceSource source) {
    this.source = source;
  }

  /** Whether the content of chunks is exported, or only the commitments to it. */
  public enum Content {
    INCLUDED,
    COMMITMENTS_ONLY
  }

  /**
   * Exports an execution.
   *
   * @param log what the log says of it; empty if the journal has none
   * @param directory nothing, or an empty directory; it appears when everything is written
   * @throws ExportException if there is something else, it cannot be written, or a stored row has
   *     no form in an export
   * @throws io.executionplane.journal.verify.EvidenceUnreadableException if the record cannot be
   *     read
   */
  public ExportManifest export(
      ExecutionRef ref,
      Optional<LogExcerpt> log,
      Path directory,
      Content content,
      ExportProgress progress) {
    try (var place = NewDirectory.at(directory)) {
      var writer = new ExportWriter(place.path(), ref, content, progress);
      writer.events(source.events(ref));
      for (var stream : source.streams(ref)) {
        writer.stream(stream, source.chunks(ref, stream));
      }
      if (log.isPresent()) {
        writer.log(log.get());
      }
      writer.schema();
      var manifest = writer.manifest(log.map(LogExcerpt::log));
      place.finish();
      return manifest;
    } catch (IOException failure) {
      throw new ExportException(directory + " cannot be written: " + failure.getMessage(), failure);
    }
  }
}
