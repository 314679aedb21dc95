package io.executionplane.journal.export;

import io.executionplane.journal.export.ExportManifest.ExportedStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds the manifest against the files: none is missing, none is extra, each is as it says. */
final class FileCheck {

  private final ExportFiles files;
  private final ExportManifest manifest;
  private final ExportFindings findings;

  FileCheck(ExportFiles files, ExportManifest manifest, ExportFindings findings) {
    this.files = files;
    this.manifest = manifest;
    this.findings = findings;
  }

  void check() {
    var before = findings.failed.size();
    checkEvents();
    manifest.streams().forEach(this::checkStream);
    reportExtra();
    checkDigests();
    if (findings.failed.size() == before) {
      findings.checked(ExportLayout.MANIFEST, "every file is there and as it says, and no other");
    }
  }

  private void checkEvents() {
    var events = new ExportedEvidence(files).events(manifest.executionRef());
    var count = 0L;
    while (events.hasNext()) {
      events.next();
      count++;
    }
    if (count != manifest.eventCount() && files.isFile(ExportLayout.EVENTS)) {
      findings.failed(
          ExportLayout.EVENTS,
          "has %d lines, but the manifest says %d".formatted(count, manifest.eventCount()));
    }
  }

  // --- Chunks

  private void checkStream(ExportedStream stream) {
    var name = ExportLayout.chunks(stream.stream().text());
    if (!files.isFile(name)) {
      return; // Reported with all files that are missing.
    }
    var lines = new FileLines(files, name, ExportLayout.CHUNK_LINE_MAX);
    var count = 0L;
    var bytes = 0L;
    var erased = 0L;
    while (lines.hasNext()) {
      var place = manifest.executionRef() + " " + stream.stream() + " chunk " + count;
      var chunk = ExportedEvidence.chunk(lines.next());
      count++;
      if (chunk.isEmpty()) {
        findings.failed(place, "its line is not a chunk in canonical form");
      } else {
        checkContent(place, stream, chunk.get());
        bytes += chunk.get().byteCount().orElse(0L);
        erased += chunk.get().isErased() ? 1 : 0;
      }
    }
    if (!stream.equals(
        new ExportedStream(stream.stream(), count, bytes, Math.min(erased, count)))) {
      findings.failed(
          name,
          "has %d chunks with %d bytes, %d of them erased, but the manifest says otherwise"
              .formatted(count, bytes, erased));
    }
  }

  private void checkContent(String place, ExportedStream stream, ExportedChunk chunk) {
    var size = files.size(ExportLayout.content(stream.stream().text(), chunk.index()));
    if (manifest.commitmentsOnly()) {
      if (chunk.salt().isPresent()) {
        findings.failed(place, "has a salt, though only commitments were exported");
      }
    } else if (chunk.salt().isPresent()) {
      if (size < 0) {
        findings.failed(place, "its content is missing");
      } else if (size != chunk.byteCount().orElse(0L)) {
        findings.failed(place, "its content has not the size that its line says");
      }
    } else if (!chunk.isErased()) {
      findings.failed(place, "has no salt, and was not erased");
    } else if (size >= 0) {
      findings.failed(place, "has content, though it was erased");
    }
  }

  // --- What is there

  private void reportExtra() {
    var directories = directories();
    files.list(
        "",
        name -> {
          var isKnown =
              directories.contains(name)
                  ? files.isDirectory(name)
                  : name.equals(ExportLayout.MANIFEST) || isListed(name);
          requireKnown(isKnown, name);
        });
    for (var flat : List.of(ExportLayout.SCHEMAS, ExportLayout.HANDOVERS, ExportLayout.ERASURES)) {
      if (directories.contains(flat)) {
        reportExtraIn(flat);
      }
    }
    if (directories.contains(ExportLayout.OUTPUT)) {
      files.list(ExportLayout.OUTPUT, this::reportExtraOf);
    }
  }

  private Set<String> directories() {
    var directories = new HashSet<>(Set.of(ExportLayout.SCHEMAS));
    if (!manifest.streams().isEmpty()) {
      directories.add(ExportLayout.OUTPUT);
    }
    if (!manifest.handovers().isEmpty()) {
      directories.add(ExportLayout.HANDOVERS);
    }
    if (!manifest.erasures().isEmpty()) {
      directories.add(ExportLayout.ERASURES);
    }
    return directories;
  }

  private void reportExtraIn(String directory) {
    files.list(
        directory,
        name -> {
          var path = directory + "/" + name;
          requireKnown(isListed(path), path);
        });
  }

  private boolean isListed(String name) {
    // Something else in place of a file is reported as the file's absence.
    return manifest.files().containsKey(name);
  }

  private void requireKnown(boolean isKnown, String name) {
    if (!isKnown) {
      findings.failed(name, "is not part of this export");
    }
  }

  private void reportExtraOf(String name) {
    var directory = ExportLayout.OUTPUT + "/" + name;
    var stream =
        manifest.streams().stream().filter(each -> each.stream().text().equals(name)).findFirst();
    requireKnown(stream.isPresent() && files.isDirectory(directory), directory);
    stream.ifPresent(
        known ->
            files.list(
                directory,
                file ->
                    requireKnown(
                        file.equals(ExportLayout.CHUNKS_NAME) || isContent(file, known),
                        directory + "/" + file)));
  }

  private boolean isContent(String file, ExportedStream stream) {
    var index = ExportLayout.indexOf(file);
    return !manifest.commitmentsOnly()
        && index.isPresent()
        && index.getAsLong() < stream.chunkCount();
  }

  private void checkDigests() {
    manifest
        .files()
        .forEach(
            (name, expected) -> {
              var digest = files.digest(name);
              if (digest.isEmpty()) {
                findings.failed(name, "is missing");
              } else if (!digest.get().equals(expected)) {
                findings.failed(name, "its SHA-256 is not the one in the manifest");
              }
            });
  }
}
