package io.executionplane.journal.output;

import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.wake.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the capture policy wants of one stream.
 *
 * <p>The head goes to the store as it comes. What follows goes round in a spool file, and what is
 * left there when the stream has ended goes to the store then. The owner calls from one thread and
 * runs one {@link Step} at a time, so what is stored never has a hole.
 */
final class StreamKeeper {

  /** Bytes of the tail that are in memory at a time. */
  private static final int TAIL_READ_BYTES = 4 * Chunk.BYTES_MAX;

  private final StreamRecorder recorder;
  private final Recording recording;
  private final Executor blocking;
  private final long headBytesMax;
  private final long tailBytesMax;
  private final ChunkCutter cutter = new ChunkCutter();
  private final StoredChunks stored = new StoredChunks();
  private final TailSpool spool;
  private final LiveStream live;
  private List<Chunk> toStore = new ArrayList<>();
  private List<Cut> toSpool = new ArrayList<>();
  private long total;
  private long nextIndex;
  private boolean tailLeft;

  /** From where on the tail is still to be stored. */
  private long tailFrom;

  /** Once true, chunks are of the tail, which was passed on when it went into the spool. */
  private boolean takingTail;

  /**
   * Keeps nothing yet.
   *
   * @param blocking runs what the disk may delay
   */
  StreamKeeper(StreamRecorder recorder, Recording recording, Executor blocking) {
    this.recorder = recorder;
    this.recording = recording;
    this.blocking = blocking;
    this.headBytesMax = recording.capture().headBytesMax();
    this.tailBytesMax = recording.capture().tailBytesMax();
    this.spool =
        new TailSpool(
            recorder.spoolDirectory(), Math.max(tailBytesMax, recorder.live().tailBytesMin()));
    this.live = recorder.live().open(Topic.of(recording.ref(), recording.stream()), spool);
  }

  /** Whether bytes have to be added, or need not be kept at all. */
  boolean keepsAnything() {
    return recording.capture().captureBytesMax() > 0 || recorder.live().tailBytesMin() > 0;
  }

  /** A write or a read that takes its time. */
  interface Step {

    /**
     * Begins, or begins again after it was refused.
     *
     * @return once it is done, what its owner is to do in its own thread; that gives what may now
     *     be passed on
     */
    CompletionStage<Supplier<List<ByteString>>> start();
  }

  // --- In

  /** Adds the next bytes. The array must not change any more. */
  void add(byte[] content, long atMicros) {
    var headLeft = Math.max(0, headBytesMax - total);
    var head = (int) Math.min(headLeft, content.length);
    cutter.add(content, 0, head, atMicros);
    if (headLeft > 0 && headLeft <= content.length) {
      cutter.seal(); // No chunk is on both sides of the limit.
    }
    cutter.add(content, head, content.length, atMicros);
    total += content.length;
    sortPieces();
  }

  /** Commits to chunks as soon as they are whole: the one before may still be on its way. */
  private void sortPieces() {
    for (var cut = cutter.poll(); cut != null; cut = cutter.poll()) {
      if (cut.offset() < headBytesMax) {
        toStore.add(commit(cut));
      } else {
        toSpool.add(cut);
      }
    }
  }

  private Chunk commit(Cut cut) {
    return new Chunk(
        recording.ref(),
        recording.stream(),
        nextIndex++,
        cut.offset(),
        cut.atMicros(),
        recorder.salts().next(),
        cut.bytes());
  }

  // --- On

  /**
   * What is to be done next.
   *
   * @param ended whether nothing will be added any more
   * @return nothing if there is nothing to do
   */
  @Nullable Step next(boolean ended) {
    // The step before is done: what is there goes now, however little it is. What comes while this
    // step is under way shares the next one.
    cutter.seal();
    sortPieces();
    if (!toStore.isEmpty()) {
      return storing(takeChunks());
    }
    if (!toSpool.isEmpty()) {
      return spooling(takeCuts());
    }
    return ended && tailLeft ? takingTail() : null;
  }

  private List<Chunk> takeChunks() {
    var chunks = toStore;
    toStore = new ArrayList<>();
    return chunks;
  }

  private List<Cut> takeCuts() {
    var cuts = toSpool;
    toSpool = new ArrayList<>();
    return cuts;
  }

  private Step storing(List<Chunk> chunks) {
    return () -> recorder.store().append(chunks).thenApply(done -> () -> stored(chunks));
  }

  private List<ByteString> stored(List<Chunk> chunks) {
    recording.progress().accept(stored.add(recording.stream(), chunks));
    if (takingTail) {
      return List.of();
    }
    live.stored(chunks.get(chunks.size() - 1).end());
    return chunks.stream().map(Chunk::bytes).toList();
  }

  private Step spooling(List<Cut> cuts) {
    return () ->
        CompletableFuture.supplyAsync(
            () -> {
              spool(cuts);
              return () -> spooled(cuts);
            },
            blocking);
  }

  private void spool(List<Cut> cuts) {
    try {
      spool.write(cuts);
    } catch (IOException failed) {
      throw new CompletionException(failed);
    }
  }

  private List<ByteString> spooled(List<Cut> cuts) {
    tailLeft = true;
    live.spooled();
    return cuts.stream().map(Cut::bytes).toList();
  }

  private Step takingTail() {
    if (!takingTail) {
      takingTail = true;
      tailFrom = Math.max(headBytesMax, total - tailBytesMax);
    }
    return () ->
        CompletableFuture.supplyAsync(this::takeTail, blocking)
            .thenApply(cuts -> () -> tailTaken(cuts));
  }

  private List<Cut> takeTail() {
    try {
      return spool.read(tailFrom, TAIL_READ_BYTES);
    } catch (IOException failed) {
      throw new CompletionException(failed);
    }
  }

  private List<ByteString> tailTaken(List<Cut> cuts) {
    for (var cut : cuts) {
      toStore.add(commit(cut));
      tailFrom = cut.offset() + cut.bytes().size();
    }
    tailLeft = !cuts.isEmpty();
    return List.of();
  }

  // --- Out

  /**
   * The record of the stream.
   *
   * @param totalBytes bytes that passed
   * @param rest why nothing is stored after the last chunk, if nothing is
   */
  StreamRecord record(long totalBytes, Sha256 sha256, Ending ending, Omission.Reason rest) {
    return new StreamRecord(
        recording.stream(),
        totalBytes,
        stored.bytes(),
        stored.count(),
        stored.omissions(totalBytes, rest),
        sha256,
        stored.root(),
        ending);
  }

  /** Nothing more is stored: whoever follows finds the rest in the store. */
  void closeToFollowers() {
    recorder.live().close(live);
  }

  /** Lets go of the spool file, if there is one; blocks. Steps that still run fail. */
  void close() {
    try {
      spool.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
