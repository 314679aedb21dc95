package io.executionplane.journal.output;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.MerkleTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Recordings of one stream, and what must be true of their records. */
final class RecorderFixture {

  static final ExecutionRef REF = ExecutionRef.derive("default", "recorder");
  static final StreamName STREAM = StreamName.STDOUT;

  final AtomicLong clock = new AtomicLong();
  final Queue<OutputRecorded> progress = new ConcurrentLinkedQueue<>();
  private final ActorSystem system;
  private final Path spoolDirectory;

  RecorderFixture(ActorSystem system, Path spoolDirectory) {
    this.system = system;
    this.spoolDirectory = spoolDirectory;
  }

  /** Upstream failed because something else held the stream open. */
  static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Flow<ByteString, ByteString, CompletionStage<StreamRecord>> flow(
      OutputStore store, CapturePolicy capture, OutputBudget budget) {
    return flow(new StreamRecorder(store, SaltSource.secure(), spoolDirectory), capture, budget);
  }

  /** A recorder whose streams others may follow. */
  Flow<ByteString, ByteString, CompletionStage<StreamRecord>> followed(
      OutputStore store, CapturePolicy capture, LiveStreams live) {
    return flow(
        new StreamRecorder(store, SaltSource.secure(), spoolDirectory, live),
        capture,
        OutputBudget.unlimited());
  }

  /** A recorder that waits no longer than a test can. */
  Flow<ByteString, ByteString, CompletionStage<StreamRecord>> impatient(OutputStore store) {
    var moment = Duration.ofMillis(50);
    var recorder =
        new StreamRecorder(
            store,
            SaltSource.secure(),
            spoolDirectory,
            LiveStreams.unseen(),
            new Patience(moment, moment, moment));
    return flow(recorder, CapturePolicy.full(1 << 30), OutputBudget.unlimited());
  }

  private Flow<ByteString, ByteString, CompletionStage<StreamRecord>> flow(
      StreamRecorder recorder, CapturePolicy capture, OutputBudget budget) {
    var recording =
        new Recording(
            REF,
            STREAM,
            capture,
            budget,
            clock::get,
            progress::add,
            failure -> failure instanceof Abandoned);
    return recorder.flow(recording);
  }

  // --- Streams that run to their end by themselves

  /** A recording and everything that it passed on. */
  record Run(CompletionStage<StreamRecord> record, CompletionStage<ByteString> passedOn) {

    StreamRecord awaitRecord() throws Exception {
      return record.toCompletableFuture().get(20, SECONDS);
    }

    byte[] awaitPassedOn() throws Exception {
      return passedOn.toCompletableFuture().get(20, SECONDS).toArray();
    }
  }

  Run run(OutputStore store, CapturePolicy capture, Source<ByteString, NotUsed> source) {
    return run(flow(store, capture, OutputBudget.unlimited()), source);
  }

  Run run(
      Flow<ByteString, ByteString, CompletionStage<StreamRecord>> flow,
      Source<ByteString, NotUsed> source) {
    var pair =
        source
            .viaMat(flow, Keep.right())
            .toMat(Sink.fold(ByteString.emptyByteString(), ByteString::concat), Keep.both())
            .run(system);
    return new Run(pair.first(), pair.second());
  }

  // --- Streams that go step by step

  /** A recording whose both ends the test holds. */
  record Steps(
      BoundedSourceQueue<ByteString> in,
      CompletionStage<StreamRecord> record,
      SinkQueueWithCancel<ByteString> out) {

    void send(String text) {
      assertThat(in.offer(ByteString.fromString(text)).isEnqueued()).isTrue();
    }

    String awaitNext() throws Exception {
      return out.pull().toCompletableFuture().get(10, SECONDS).orElseThrow().utf8String();
    }

    StreamRecord awaitRecord() throws Exception {
      return record.toCompletableFuture().get(20, SECONDS);
    }
  }

  Steps steps(OutputStore store, CapturePolicy capture) {
    return steps(flow(store, capture, OutputBudget.unlimited()));
  }

  /** A stream whose reader takes one element ahead. */
  Steps steps(Flow<ByteString, ByteString, CompletionStage<StreamRecord>> flow) {
    var parts =
        Source.<ByteString>queue(1000)
            .viaMat(flow, Keep.both())
            .toMat(
                Sink.<ByteString>queue(1).withAttributes(Attributes.inputBuffer(1, 1)), Keep.both())
            .run(system);
    return new Steps(parts.first().first(), parts.first().second(), parts.second());
  }

  // --- Bytes

  static byte[] randomBytes(Random random, int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The same bytes in elements of random sizes, from empty to larger than a chunk. */
  static Source<ByteString, NotUsed> inPieces(Random random, byte[] bytes) {
    var all = ByteString.fromArrayUnsafe(bytes);
    var pieces = Stream.<ByteString>builder();
    for (var from = 0; from < bytes.length; ) {
      var scale = 1 << random.nextInt(18);
      var to = Math.min(bytes.length, from + random.nextInt(scale + 1));
      pieces.add(all.slice(from, to));
      from = to;
    }
    return Source.from(pieces.build().toList());
  }

  // --- What must be true of every record

  /** Checks a record against everything that came in, and against what is stored. */
  static void assertTruthful(StreamRecord record, byte[] content, List<Chunk> chunks) {
    assertThat(record.totalBytes()).isEqualTo(content.length);
    assertThat(record.sha256()).isEqualTo(Sha256.of(content));
    assertThat(record.chunkCount()).isEqualTo(chunks.size());
    assertThat(record.root()).isEqualTo(rootOf(chunks));
    assertThat(record.capturedBytes()).isEqualTo(sizeOf(chunks));
    var end = 0L;
    for (var index = 0; index < chunks.size(); index++) {
      var chunk = chunks.get(index);
      assertThat(chunk.index()).isEqualTo(index);
      assertThat(chunk.bytes().size()).isBetween(1, Chunk.BYTES_MAX);
      assertThat(chunk.bytes().toArray()).isEqualTo(slice(content, chunk.offset(), chunk.end()));
      assertThat(chunk.commitment())
          .isEqualTo(Chunk.commitmentOf(chunk.salt().toArray(), chunk.bytes().toArray()));
      assertOmitted(record, end, chunk.offset());
      end = chunk.end();
    }
    assertOmitted(record, end, content.length);
  }

  private static void assertOmitted(StreamRecord record, long from, long to) {
    if (from < to) {
      assertThat(record.omitted())
          .anyMatch(each -> each.range().from() == from && each.range().to() == to);
    } else {
      assertThat(to).isEqualTo(from);
    }
  }

  static Sha256 rootOf(List<Chunk> chunks) {
    return MerkleTree.root(chunks.stream().map(chunk -> chunk.commitment().hash()).toList());
  }

  static long sizeOf(List<Chunk> chunks) {
    return chunks.stream().mapToLong(chunk -> chunk.bytes().size()).sum();
  }

  static byte[] slice(byte[] content, long from, long to) {
    return Arrays.copyOfRange(content, (int) from, (int) to);
  }
}
