package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.EventRow;
import io.executionplane.journal.verify.EvidenceSource;
import io.executionplane.journal.verify.HeadAnchors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of the one execution that an exported directory holds, as it stands there.
 *
 * <p>Nothing of it is trusted, and the manifest is not asked: the place of an event is that of its
 * line. A line that is no chunk is left out, so its chunk is missing.
 */
public final class ExportedEvidence implements EvidenceSource, HeadAnchors {

  /** More streams than any execution has. */
  private static final int STREAMS_MAX = 1000;

  private final ExportFiles files;

  ExportedEvidence(ExportFiles files) {
    this.files = files;
  }

  /**
   * The record in a directory.
   *
   * @throws io.executionplane.journal.verify.EvidenceUnreadableException if it is no directory
   */
  public static ExportedEvidence in(Path directory) {
    return new ExportedEvidence(ExportFiles.of(directory));
  }

  @Override
  public Iterator<EventRow> events(ExecutionRef ref) {
    var lines = new FileLines(files, ExportLayout.EVENTS, EvidenceEvent.BYTES_MAX);
    return new Iterator<>() {
      private long line;

      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public EventRow next() {
        return new EventRow(++line, lines.next());
      }
    };
  }

  @Override
  public List<String> streams(ExecutionRef ref) {
    var streams = new ArrayList<String>();
    files.list(
        ExportLayout.OUTPUT,
        name -> {
          if (streams.size() < STREAMS_MAX && StreamName.isName(name)) {
            streams.add(name);
          }
        });
    Collections.sort(streams);
    return streams;
  }

  @Override
  public Iterator<ChunkRow> chunks(ExecutionRef ref, String stream) {
    return StreamName.isName(stream)
        ? new Chunks(stream)
        : Collections.<ChunkRow>emptyList().iterator();
  }

  /** The head that the exported anchor names; none if there is no anchor of this execution. */
  @Override
  public List<ChainHead> of(ExecutionRef ref) {
    return anchor()
        .filter(anchor -> anchor.execution().equals(ref))
        .map(anchor -> List.of(new ChainHead(anchor.seq(), anchor.head())))
        .orElse(List.of());
  }

  private Optional<Anchor> anchor() {
    try {
      return files
          .read(ExportLayout.ANCHOR, LogEntry.BYTES_MAX)
          .map(LogEntry::decode)
          .filter(Anchor.class::isInstance)
          .map(Anchor.class::cast);
    } catch (MalformedJsonException | ContractViolationException damaged) {
      return Optional.empty(); // Reported by whoever checks the log's files.
    }
  }

  /** The chunk of a line; empty if the line is none. */
  static Optional<ExportedChunk> chunk(byte[] line) {
    try {
      return Optional.of(ExportedChunk.decode(line));
    } catch (MalformedJsonException | ContractViolationException damaged) {
      return Optional.empty(); // Reported by whoever checks the files.
    }
  }

  private final class Chunks implements Iterator<ChunkRow> {

    private final String stream;
    private final FileLines lines;
    private @Nullable ChunkRow next;

    Chunks(String stream) {
      this.stream = stream;
      this.lines = new FileLines(files, ExportLayout.chunks(stream), ExportLayout.CHUNK_LINE_MAX);
    }

    @Override
    public boolean hasNext() {
      while (next == null && lines.hasNext()) {
        next = chunk(lines.next()).map(this::row).orElse(null);
      }
      return next != null;
    }

    @Override
    public ChunkRow next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      var row = next;
      next = null;
      return row;
    }

    private ChunkRow row(ExportedChunk chunk) {
      var salt = chunk.salt().map(Bytes::toArray).orElse(null);
      var content =
          salt == null
              ? null
              : files
                  .read(ExportLayout.content(stream, chunk.index()), Chunk.BYTES_MAX)
                  .orElse(null);
      return new ChunkRow(
          chunk.index(),
          chunk.offset(),
          chunk.atMicros(),
          salt,
          chunk.commitment().hash(),
          content);
    }
  }
}
