package io.executionplane.journal.export;

import io.executionplane.contracts.PublishedContract;
import io.executionplane.contracts.Vocabulary;
import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.export.ExportManifest.ExportedStream;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.EventRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the files of one export, and remembers what the manifest will say. Used once. */
final class ExportWriter {

  private final Path root;
  private final ExecutionRef ref;
  private final Content content;
  private final ExportProgress progress;
  private final SortedMap<String, Sha256> files = new TreeMap<>();
  private final List<ExportedStream> streams = new ArrayList<>();
  private long events;
  private long chunks;
  private long bytes;

  ExportWriter(Path root, ExecutionRef ref, Content content, ExportProgress progress) {
    this.root = root;
    this.ref = ref;
    this.content = content;
    this.progress = progress;
  }

  // --- Events

  void events(Iterator<EventRow> rows) throws IOException {
    try (var file = new DigestedFile(root.resolve(ExportLayout.EVENTS))) {
      while (rows.hasNext()) {
        var row = rows.next();
        requireLine(row);
        file.line(row.bytes());
        events++;
        progress.at(events, chunks, bytes);
      }
      files.put(ExportLayout.EVENTS, file.digest());
    }
  }

  private void requireLine(EventRow row) {
    if (row.bytes().length > EvidenceEvent.BYTES_MAX) {
      throw damaged("seq " + row.sequenceNumber(), "is longer than an event may be");
    }
    for (var each : row.bytes()) {
      if (each == '\n') {
        throw damaged("seq " + row.sequenceNumber(), "is more than one line");
      }
    }
  }

  private ExportException damaged(String what, String how) {
    return new ExportException(
        "%s %s is damaged and cannot be exported: it %s".formatted(ref, what, how));
  }

  // --- Streams

  void stream(String stream, Iterator<ChunkRow> rows) throws IOException {
    if (!StreamName.isName(stream)) {
      throw damaged("stream", "has a name that no stream has");
    }
    Files.createDirectories(root.resolve(ExportLayout.stream(stream)));
    var name = ExportLayout.chunks(stream);
    var before = bytes;
    var count = 0L;
    var erased = 0L;
    try (var file = new DigestedFile(root.resolve(name))) {
      while (rows.hasNext()) {
        var chunk = chunk(stream, rows.next());
        file.line(ExportedChunk.CONTRACT.canonical(chunk));
        count++;
        erased += chunk.isErased() ? 1 : 0;
      }
      files.put(name, file.digest());
    }
    streams.add(new ExportedStream(new StreamName(stream), count, bytes - before, erased));
  }

  private ExportedChunk chunk(String stream, ChunkRow row) throws IOException {
    var salt = Optional.ofNullable(row.salt()).filter(each -> row.bytes() != null);
    var body = Optional.ofNullable(row.bytes()).filter(each -> row.salt() != null);
    if (body.isPresent() && content == Content.INCLUDED) {
      Files.write(root.resolve(ExportLayout.content(stream, row.index())), body.get());
    }
    chunks++;
    bytes += body.map(each -> each.length).orElse(0);
    progress.at(events, chunks, bytes);
    return line(stream, row, salt.filter(each -> content == Content.INCLUDED), body);
  }

  private ExportedChunk line(
      String stream, ChunkRow row, Optional<byte[]> salt, Optional<byte[]> body) {
    var commitment = row.commitment();
    var what = stream + " chunk " + row.index();
    if (commitment == null
        || commitment.length != 32
        || body.filter(each -> each.length > Chunk.BYTES_MAX).isPresent()
        || salt.filter(each -> each.length > Chunk.SALT_BYTES).isPresent()) {
      throw damaged(what, "has a part that is too long or too short");
    }
    try {
      return new ExportedChunk(
          row.index(),
          row.offset(),
          row.atMicros(),
          body.map(each -> (long) each.length),
          salt.map(Bytes::copyOf),
          Sha256.ofHash(commitment));
    } catch (ContractViolationException wrong) {
      throw damaged(what, "has impossible numbers");
    }
  }

  // --- The log

  void log(LogExcerpt log) throws IOException {
    if (log.newest().isEmpty()) {
      return;
    }
    var newest = log.newest().get();
    file(ExportLayout.ANCHOR, newest.entry().toArray());
    file(ExportLayout.PROOF, newest.proof().bytes());
    file(ExportLayout.CHECKPOINT, newest.proof().checkpoint().bytes());
    var keys =
        log.keys().stream()
            .map(VerifierKey::text)
            .map(key -> key + "\n")
            .collect(Collectors.joining());
    file(ExportLayout.KEYS, keys.getBytes(StandardCharsets.US_ASCII));
    proofs(ExportLayout.HANDOVERS, log.handovers());
    proofs(ExportLayout.ERASURES, log.erasures());
  }

  private void proofs(String directory, List<LogProof> proofs) throws IOException {
    if (!proofs.isEmpty()) {
      Files.createDirectories(root.resolve(directory));
    }
    for (var number = 0; number < proofs.size(); number++) {
      file(ExportLayout.proof(directory, number), proofs.get(number).bytes());
    }
  }

  private void file(String name, byte[] content) throws IOException {
    try (var file = new DigestedFile(root.resolve(name))) {
      file.write(content);
      files.put(name, file.digest());
    }
  }

  // --- The rest

  void schema() throws IOException {
    Files.createDirectories(root.resolve(ExportLayout.SCHEMAS));
    var schema =
        Vocabulary.all().stream()
            .filter(each -> each.type() == EvidenceEvent.class)
            .map(PublishedContract::schema)
            .findFirst()
            .orElseThrow();
    file(ExportLayout.SCHEMA, CanonicalJson.bytes(schema));
  }

  /** Writes the manifest, which makes it an export. */
  ExportManifest manifest(Optional<LogName> log) throws IOException {
    streams.sort(Comparator.comparing(ExportedStream::stream));
    var manifest =
        ExportManifest.of(ref, log, events, content == Content.COMMITMENTS_ONLY, streams, files);
    Files.write(root.resolve(ExportLayout.MANIFEST), manifest.canonical());
    return manifest;
  }
}
