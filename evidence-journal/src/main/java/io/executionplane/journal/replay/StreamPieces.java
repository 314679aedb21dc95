package io.executionplane.journal.replay;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.verify.ChunkRow;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.pekko.util.ByteString;

/** The pieces of one stream in order. Holds what its rows hold, and a few gaps. */
final class StreamPieces implements Iterator<Piece> {

  private final String place;
  private final StreamName stream;
  private final Iterator<ChunkRow> rows;
  private final List<Omission> omitted;
  private final Optional<Long> total;
  private final Queue<Piece> ready = new ArrayDeque<>();
  private long end;
  private long atMicros;
  private boolean erased;
  private boolean ended;

  /**
   * Pieces of a stream.
   *
   * @param place how the stream is named when it cannot be replayed
   * @param record what is known of the stream; absent while it is open
   */
  StreamPieces(
      String place, StreamName stream, Iterator<ChunkRow> rows, Optional<StreamRecord> record) {
    this.place = place;
    this.stream = stream;
    this.rows = rows;
    this.omitted = record.map(StreamRecord::omitted).orElse(List.of());
    this.total = record.map(StreamRecord::totalBytes);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      if (rows.hasNext()) {
        take(rows.next());
      } else {
        total.ifPresent(this::closeGap);
        ended = true;
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Piece next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(ChunkRow row) {
    requirePlausible(row);
    closeGap(row.offset());
    atMicros = row.atMicros();
    var bytes = row.bytes();
    if (bytes == null) {
      // An erased chunk does not say how long it was: what comes next does.
      erased = true;
      return;
    }
    ready.add(new Piece.Output(stream, atMicros, end, ByteString.fromArrayUnsafe(bytes)));
    end += bytes.length;
  }

  private void requirePlausible(ChunkRow row) {
    var bytes = row.bytes();
    if (bytes != null && (bytes.length < 1 || bytes.length > Chunk.BYTES_MAX)) {
      throw unreplayable(row, "has not 1 to " + Chunk.BYTES_MAX + " bytes");
    }
    if (row.offset() < end) {
      throw unreplayable(row, "begins at " + row.offset() + ", before " + end);
    }
    if (row.atMicros() < atMicros) {
      throw unreplayable(row, "was read before the chunk before it");
    }
  }

  private UnreplayableException unreplayable(ChunkRow row, String objection) {
    return new UnreplayableException(place + " chunk " + row.index(), objection);
  }

  /** Says what is missing up to an offset: what was declared, as declared. */
  private void closeGap(long until) {
    var rest = erased ? Piece.Gap.Cause.ERASED : Piece.Gap.Cause.UNDECLARED;
    for (var omission : omitted) {
      var from = Math.max(end, omission.range().from());
      var to = Math.min(until, omission.range().to());
      if (from < to) {
        addGap(from, rest);
        addGap(to, causeOf(omission.reason()));
      }
    }
    addGap(until, rest);
    erased = false;
  }

  private void addGap(long until, Piece.Gap.Cause cause) {
    if (end < until) {
      ready.add(new Piece.Gap(stream, atMicros, new ByteRange(end, until), cause));
      end = until;
    }
  }

  private static Piece.Gap.Cause causeOf(Omission.Reason reason) {
    return switch (reason) {
      case CAPTURE_LIMIT -> Piece.Gap.Cause.CAPTURE_LIMIT;
      case CAPTURE_POLICY -> Piece.Gap.Cause.CAPTURE_POLICY;
      case STORE_FAILED -> Piece.Gap.Cause.STORE_FAILED;
    };
  }
}
