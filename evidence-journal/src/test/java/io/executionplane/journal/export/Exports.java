package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.export.ExportManifest.ExportedStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Exported directories to try things on. */
final class Exports {

  private Exports() {}

  static Path write(SampleRecord record, Optional<LogExcerpt> log, Path out, Content content) {
    new EvidenceExporter(record).export(record.ref(), log, out, content, ExportProgress.ignored());
    return out;
  }

  static Path copy(Path from, Path to) throws IOException {
    for (var path : paths(from)) {
      Files.copy(path, to.resolve(from.relativize(path).toString()));
    }
    return to;
  }

  /** Every regular file, in order. */
  static List<Path> files(Path export) throws IOException {
    return paths(export).stream().filter(Files::isRegularFile).toList();
  }

  private static List<Path> paths(Path export) throws IOException {
    try (var paths = Files.walk(export)) {
      return paths.sorted(Comparator.naturalOrder()).toList();
    }
  }

  /** Makes the manifest say what the files are now, as somebody would who hides a change. */
  static void repairManifest(Path export) throws IOException {
    var path = export.resolve(ExportLayout.MANIFEST);
    var old = ExportManifest.decode(Files.readAllBytes(path));
    var digests = new TreeMap<String, Sha256>();
    for (var name : old.files().keySet()) {
      digests.put(name, Sha256.of(Files.readAllBytes(export.resolve(name))));
    }
    var files = ExportFiles.of(export);
    var streams = new ArrayList<ExportedStream>();
    for (var stream : old.streams()) {
      streams.add(recounted(files, stream));
    }
    var events = new FileLines(files, ExportLayout.EVENTS, 100_000);
    var count = 0;
    while (events.hasNext()) {
      events.next();
      count++;
    }
    var manifest =
        ExportManifest.of(
            old.executionRef(), old.log(), count, old.commitmentsOnly(), streams, digests);
    Files.write(path, manifest.canonical());
  }

  /** Makes the manifest say nothing of a file. */
  static void unlist(Path export, String name) throws IOException {
    var path = export.resolve(ExportLayout.MANIFEST);
    var old = ExportManifest.decode(Files.readAllBytes(path));
    var files = new TreeMap<>(old.files());
    files.remove(name);
    var manifest =
        ExportManifest.of(
            old.executionRef(),
            old.log(),
            old.eventCount(),
            old.commitmentsOnly(),
            old.streams(),
            files);
    Files.write(path, manifest.canonical());
  }

  /** Makes the manifest name another log. */
  static void renameLog(Path export, LogName log) throws IOException {
    var path = export.resolve(ExportLayout.MANIFEST);
    var old = ExportManifest.decode(Files.readAllBytes(path));
    var renamed =
        ExportManifest.of(
            old.executionRef(),
            Optional.of(log),
            old.eventCount(),
            old.commitmentsOnly(),
            old.streams(),
            new TreeMap<>(old.files()));
    Files.write(path, renamed.canonical());
  }

  private static ExportedStream recounted(ExportFiles files, ExportedStream stream) {
    var lines =
        new FileLines(
            files, ExportLayout.chunks(stream.stream().text()), ExportLayout.CHUNK_LINE_MAX);
    long count = 0;
    long bytes = 0;
    long erased = 0;
    while (lines.hasNext()) {
      var chunk = ExportedEvidence.chunk(lines.next());
      count++;
      bytes += chunk.flatMap(ExportedChunk::byteCount).orElse(0L);
      erased += chunk.filter(ExportedChunk::isErased).isPresent() ? 1 : 0;
    }
    return new ExportedStream(stream.stream(), count, bytes, erased);
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
