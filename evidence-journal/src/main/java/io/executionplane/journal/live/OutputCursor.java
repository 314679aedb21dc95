package io.executionplane.journal.live;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.output.Cut;
import io.executionplane.journal.output.LiveStream;
import io.executionplane.journal.output.LiveStream.Look;
import io.executionplane.journal.output.ReadingThreads;
import io.executionplane.journal.wake.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/**
 * A place in a stream. The offset alone says what comes next, wherever it is read from: so nothing
 * is given twice when a stream moves from the spool file into the store.
 */
final class OutputCursor extends Cursor<OutputFrame> {

  /** Chunks in a batch: 256 KiB at most. */
  private static final int BATCH_CHUNKS = 4;

  private static final int BATCH_BYTES = BATCH_CHUNKS * Chunk.BYTES_MAX;

  private static final long NOT_KNOWN = -1;

  private final Readers readers;
  private final ExecutionRef ref;
  private final StreamName stream;
  private final Materializer materializer;

  /** Offset of the next byte. */
  private long next;

  /** Index of the next chunk in the store. */
  private long index = NOT_KNOWN;

  /** Where a reader who does not follow stops, if the stream still goes on. */
  private long stop = Long.MAX_VALUE;

  /** What is recorded of the stream's end, once it is. */
  private Optional<StreamEnd> end = Optional.empty();

  private boolean over;

  OutputCursor(
      Readers readers,
      ExecutionRef ref,
      StreamName stream,
      long from,
      boolean follow,
      Materializer materializer) {
    super(
        readers.wakeups(),
        List.of(Topic.of(ref, stream), Topic.events(ref)),
        ReadingThreads.of(materializer),
        follow);
    this.readers = readers;
    this.ref = ref;
    this.stream = stream;
    this.next = from;
    this.materializer = materializer;
  }

  @Override
  boolean isOver() {
    return over || next >= stop;
  }

  @Override
  CompletionStage<List<OutputFrame>> look() {
    return readers.live().find(ref, stream).map(this::lookAt).orElseGet(this::lookBack);
  }

  // --- While it goes on

  private CompletionStage<List<OutputFrame>> lookAt(LiveStream open) {
    if (!follows() && stop == Long.MAX_VALUE) {
      stop = open.end();
    }
    return CompletableFuture.supplyAsync(() -> look(open), executor()).thenCompose(this::taken);
  }

  private Look look(LiveStream open) {
    try {
      return open.look(next, BATCH_BYTES);
    } catch (IOException unreadable) {
      throw new CompletionException(unreadable);
    }
  }

  private CompletionStage<List<OutputFrame>> taken(Look look) {
    if (look instanceof Look.Stored) {
      return stored();
    }
    return CompletableFuture.completedStage(
        look instanceof Look.Passed passed ? passed(passed.pieces()) : List.of());
  }

  private List<OutputFrame> passed(List<Cut> pieces) {
    var frames = new ArrayList<OutputFrame>();
    index = NOT_KNOWN; // Some of it will be in the store, in chunks that nobody has counted yet.
    for (var piece : pieces) {
      if (piece.offset() > next) {
        frames.add(new OutputFrame.Lagged(new ByteRange(next, piece.offset())));
      }
      frames.add(bytes(piece.offset(), piece.bytes(), piece.atMicros()));
    }
    return frames;
  }

  private OutputFrame bytes(long offset, ByteString bytes, long atMicros) {
    var from = Math.max(next, offset);
    next = offset + bytes.size();
    return new OutputFrame.Bytes(from, bytes.drop((int) (from - offset)), atMicros);
  }

  // --- Before it begins, and once it has ended

  /** What is recorded of the end is asked before the store: so the store has all of it. */
  private CompletionStage<List<OutputFrame>> lookBack() {
    return end.isPresent()
        ? rest()
        : readers
            .states()
            .apply(ref)
            .thenCompose(
                state -> {
                  end = StreamEnd.of(state, stream);
                  return end.isPresent() ? rest() : stored();
                });
  }

  private CompletionStage<List<OutputFrame>> rest() {
    return stored().thenApply(frames -> frames.isEmpty() ? ending(end.orElseThrow()) : frames);
  }

  private List<OutputFrame> ending(StreamEnd known) {
    over = true;
    var total = known.total().orElse(next);
    var frames = new ArrayList<OutputFrame>(known.missing(next, total));
    frames.add(new OutputFrame.End(total, known.record()));
    return frames;
  }

  private CompletionStage<List<OutputFrame>> stored() {
    var chunks =
        index == NOT_KNOWN
            ? readers.outputs().read(ref, stream, next)
            : readers.outputs().readFromIndex(ref, stream, index);
    return chunks.take(BATCH_CHUNKS).runWith(Sink.seq(), materializer).thenApply(this::frames);
  }

  private List<OutputFrame> frames(List<Chunk> chunks) {
    var frames = new ArrayList<OutputFrame>();
    for (var chunk : chunks) {
      index = chunk.index() + 1;
      if (chunk.offset() > next) {
        frames.addAll(end.orElse(StreamEnd.UNKNOWN).missing(next, chunk.offset()));
      }
      frames.add(bytes(chunk.offset(), chunk.bytes(), chunk.atMicros()));
    }
    return frames;
  }
}
