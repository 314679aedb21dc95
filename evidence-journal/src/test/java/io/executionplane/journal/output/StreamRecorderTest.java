package io.executionplane.journal.output;

import static io.executionplane.journal.output.RecorderFixture.assertTruthful;
import static io.executionplane.journal.output.RecorderFixture.inPieces;
import static io.executionplane.journal.output.RecorderFixture.randomBytes;
import static io.executionplane.journal.output.RecorderFixture.rootOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.execution.StreamRecord.Omission.Reason;
import io.executionplane.journal.output.RecorderFixture.Abandoned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRecorderTest {

  private static final CapturePolicy ALL = CapturePolicy.full(1 << 30);

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private static ActorSystem system;

  private final IOException diskFull = new IOException("no space left on device");

  @TempDir private Path spoolDirectory;
  private RecorderFixture fixture;

  @BeforeAll
  static void startSystem() {
    system = ActorSystem.create("recorder");
  }

  @AfterAll
  static void stopSystem() {
    TestKit.shutdownActorSystem(system);
  }

  @BeforeEach
  void freshFixture() {
    fixture = new RecorderFixture(system, spoolDirectory);
  }

  // --- Every byte

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void recordsAndPassesOnEveryByte(long seed) throws Exception {
    var random = new Random(seed);
    var content = randomBytes(random, random.nextInt(2_000_000));
    var store = MemoryStore.prompt();

    var run = fixture.run(store, ALL, inPieces(random, content));

    assertThat(run.awaitPassedOn()).isEqualTo(content);
    assertTruthful(run.awaitRecord(), content, store.chunks());
    assertThat(run.awaitRecord().omitted()).isEmpty();
    assertThat(run.awaitRecord().ending()).isEqualTo(Ending.EOF);
  }

  @Test
  void recordsAStreamWithoutBytes() throws Exception {
    var store = MemoryStore.prompt();

    var record = fixture.run(store, ALL, Source.empty()).awaitRecord();

    assertTruthful(record, new byte[0], List.of());
    assertThat(record.ending()).isEqualTo(Ending.EOF);
    assertThat(store.calls()).isZero();
  }

  @Test
  void passesNothingOnBeforeItIsDurable() throws Exception {
    var store = MemoryStore.holding();
    var steps = fixture.steps(store, ALL);

    var passedOn = steps.out().pull().toCompletableFuture();
    steps.send("first");
    var call = store.next();
    assertThat(passedOn).isNotDone();
    call.succeed();

    assertThat(passedOn.get(10, SECONDS)).contains(ByteString.fromString("first"));
  }

  @Test
  void storesALoneElementAtOnceAndMergesWhatComesMeanwhile() throws Exception {
    var store = MemoryStore.holding();
    var steps = fixture.steps(store, ALL);

    steps.send("a");
    var first = store.next();
    List.of("b", "c", "d").forEach(steps::send);
    steps.in().complete();
    first.succeed();
    var second = store.next();
    second.succeed();
    var record = steps.awaitRecord();

    assertThat(first.chunks()).extracting(chunk -> chunk.bytes().utf8String()).containsExactly("a");
    assertThat(second.chunks())
        .extracting(chunk -> chunk.bytes().utf8String())
        .containsExactly("bcd");
    assertTruthful(record, "abcd".getBytes(StandardCharsets.UTF_8), store.chunks());
  }

  @Test
  void slowsUpstreamWhileTheStoreIsSlow() throws Exception {
    var store = MemoryStore.holding();
    var pulled = new AtomicInteger();
    var element = ByteString.fromArray(new byte[Chunk.BYTES_MAX]);
    var endless =
        Source.repeat(element)
            .take(1000)
            .map(
                each -> {
                  pulled.incrementAndGet();
                  return each;
                });

    var run = fixture.run(store, ALL, endless);
    var stored = 0L;
    while (stored < 1000) {
      var call = store.next();
      assertThat(call.chunks()).hasSizeLessThanOrEqualTo(4);
      stored += call.chunks().size();
      // At most four chunks are inside; one more may have been pulled to see that there is no room.
      assertThat(pulled.get()).isLessThanOrEqualTo((int) stored + 4);
      call.succeed();
    }

    assertThat(run.awaitRecord().chunkCount()).isEqualTo(1000);
  }

  @Test
  void slowsUpstreamWhileTheReaderIsSlow() throws Exception {
    var store = MemoryStore.prompt();
    var pulled = new AtomicInteger();
    var element = ByteString.fromArray(new byte[Chunk.BYTES_MAX]);
    var reader =
        Source.repeat(element)
            .take(1000)
            .map(
                each -> {
                  pulled.incrementAndGet();
                  return each;
                })
            .via(fixture.flow(store, ALL, OutputBudget.unlimited()))
            .runWith(
                Sink.<ByteString>queue(1).withAttributes(Attributes.inputBuffer(1, 1)), system);

    for (var read = 1; read <= 1000; read++) {
      reader.pull().toCompletableFuture().get(10, SECONDS);
      assertThat(pulled.get()).isLessThanOrEqualTo(read + 6);
    }

    assertThat(store.chunks()).hasSize(1000);
  }

  // --- The capture limit

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void keepsTheFirstAndTheLastHalfOfTheCaptureLimit(long seed) throws Exception {
    var random = new Random(seed);
    var captureBytesMax = 1 + random.nextInt(700_000);
    var content = randomBytes(random, captureBytesMax + 1 + random.nextInt(2_000_000));
    var store = MemoryStore.prompt();

    var run = fixture.run(store, CapturePolicy.full(captureBytesMax), inPieces(random, content));
    var record = run.awaitRecord();

    assertThat(run.awaitPassedOn()).isEqualTo(content);
    assertTruthful(record, content, store.chunks());
    assertThat(record.capturedBytes()).isEqualTo(captureBytesMax);
    var head = captureBytesMax / 2;
    var tail = content.length - (captureBytesMax - head);
    assertThat(record.omitted())
        .containsExactly(new Omission(new ByteRange(head, tail), Reason.CAPTURE_LIMIT));
  }

  @ParameterizedTest
  @CsvSource({"99, 0", "100, 0", "101, 1", "151, 51"})
  void omitsNothingUpToTheCaptureLimit(int size, int omitted) throws Exception {
    var content = randomBytes(new Random(size), size);
    var store = MemoryStore.prompt();
    var source = inPieces(new Random(1), content);

    var record = fixture.run(store, CapturePolicy.full(100), source).awaitRecord();

    assertTruthful(record, content, store.chunks());
    assertThat(record.totalBytes() - record.capturedBytes()).isEqualTo(omitted);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void declaresAlmostEverythingIfAlmostNothingMayBeStored(int captureBytesMax) throws Exception {
    var content = randomBytes(new Random(5), 100_000);
    var store = MemoryStore.prompt();

    var run =
        fixture.run(store, CapturePolicy.full(captureBytesMax), inPieces(new Random(6), content));

    assertThat(run.awaitPassedOn()).isEqualTo(content);
    assertTruthful(run.awaitRecord(), content, store.chunks());
    assertThat(run.awaitRecord().omitted())
        .containsExactly(
            new Omission(new ByteRange(0, 100_000 - captureBytesMax), Reason.CAPTURE_LIMIT));
  }

  @Test
  void storesNothingIfOnlyDigestsAreWanted() throws Exception {
    for (var policy : List.of(CapturePolicy.digest(), CapturePolicy.none())) {
      var content = randomBytes(new Random(7), 300_000);
      var store = MemoryStore.prompt();

      var run = fixture.run(store, policy, inPieces(new Random(8), content));

      assertThat(run.awaitPassedOn()).isEqualTo(content);
      assertTruthful(run.awaitRecord(), content, List.of());
      assertThat(run.awaitRecord().omitted())
          .containsExactly(new Omission(new ByteRange(0, 300_000), Reason.CAPTURE_POLICY));
      assertThat(store.calls()).isZero();
      assertThat(fixture.progress).isEmpty();
    }
  }

  @Test
  void leavesNoSpoolFileBehindEvenWhileItIsUsed() throws Exception {
    var store = MemoryStore.prompt();
    var steps = fixture.steps(store, CapturePolicy.full(10));

    steps.send("0123456789 and more");
    assertThat(steps.awaitNext()).isEqualTo("01234");
    assertThat(steps.awaitNext()).isEqualTo("56789 and more");
    try (var files = Files.list(spoolDirectory)) {
      assertThat(files).isEmpty();
    }
    steps.in().complete();

    assertThat(steps.awaitRecord().capturedBytes()).isEqualTo(10);
  }

  @Test
  void givesItsSpoolFileBackHoweverItEnds() throws Exception {
    assumeTrue(Files.isDirectory(OPEN_FILES), "needs /proc");
    var materializer = Materializer.createMaterializer(system);
    var steps = fixture.steps(MemoryStore.prompt(), CapturePolicy.full(10));
    var torn =
        Source.single(ByteString.fromString("0123456789 and more"))
            .concat(Source.maybe())
            .via(fixture.flow(MemoryStore.prompt(), CapturePolicy.full(10), OutputBudget.of(1000)))
            .runWith(Sink.queue(1), materializer);

    steps.send("0123456789 and more");
    steps.awaitNext();
    steps.awaitNext();
    torn.pull().toCompletableFuture().get(10, SECONDS);
    torn.pull().toCompletableFuture().get(10, SECONDS);
    assertThat(openSpoolFiles()).isEqualTo(2);
    steps.in().complete();
    materializer.shutdown();

    new TestKit(system).awaitCond(Duration.ofSeconds(10), () -> openSpoolFiles() == 0);
  }

  private long openSpoolFiles() {
    try (var files = Files.list(OPEN_FILES)) {
      return files.filter(this::isSpoolFile).count();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private boolean isSpoolFile(Path openFile) {
    try {
      return Files.readSymbolicLink(openFile).startsWith(spoolDirectory.toRealPath());
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  // --- When it was read

  @Test
  void tellsWhenEachChunkWasReadAndNeverGoesBack() throws Exception {
    var store = MemoryStore.prompt();
    var steps = fixture.steps(store, CapturePolicy.full(8));

    for (var at : new long[] {100, 300, 200, 400}) {
      fixture.clock.set(at);
      steps.send("ab");
      assertThat(steps.awaitNext()).isEqualTo("ab");
    }
    steps.in().complete();
    steps.awaitRecord();

    assertThat(store.chunks()).extracting(Chunk::atMicros).containsExactly(100L, 300L, 300L, 400L);
  }

  @Test
  void tellsProgressAfterEachWrite() throws Exception {
    var random = new Random(9);
    var content = randomBytes(random, 1_000_000);
    var store = MemoryStore.prompt();

    fixture.run(store, CapturePolicy.full(600_000), inPieces(random, content)).awaitRecord();

    var chunks = store.chunks();
    var before = 0;
    for (var told : fixture.progress) {
      var known = chunks.subList(0, (int) told.chunkCount());
      assertThat(told.from()).isEqualTo(chunks.get(before).offset());
      assertThat(told.to()).isEqualTo(known.get(known.size() - 1).end());
      assertThat(told.root()).isEqualTo(rootOf(known));
      before = known.size();
    }
    assertThat(before).isEqualTo(chunks.size());
  }

  // --- How it ends

  @Test
  void storesWhatWasReadBeforeUpstreamFailed() throws Exception {
    var content = randomBytes(new Random(10), 200_000);
    var broken = new IllegalStateException("the connection was lost");
    var store = MemoryStore.prompt();

    var run = fixture.run(store, ALL, inPieces(new Random(11), content).concatLazy(failed(broken)));

    assertTruthful(run.awaitRecord(), content, store.chunks());
    assertThat(run.awaitRecord().ending()).isEqualTo(Ending.LOST);
    assertThat(run.awaitRecord().omitted()).isEmpty();
    assertThatThrownBy(run::awaitPassedOn).hasCause(broken);
  }

  @Test
  void knowsAnAbandonedStreamByItsFailure() throws Exception {
    var store = MemoryStore.prompt();
    var held = new Abandoned();

    var run =
        fixture.run(
            store, ALL, Source.single(ByteString.fromString("before")).concatLazy(failed(held)));

    assertThat(run.awaitRecord().ending()).isEqualTo(Ending.ABANDONED);
    assertThat(run.awaitRecord().capturedBytes()).isEqualTo(6);
    assertThatThrownBy(run::awaitPassedOn).hasCause(held);
  }

  @Test
  void endsAtTheBudgetAndKeepsWhatFits() throws Exception {
    var store = MemoryStore.prompt();
    var upstreamEnd = new CompletableFuture<Throwable>();
    var source =
        Source.repeat(ByteString.fromString("0123456789"))
            .watchTermination(
                (unused, done) -> {
                  done.whenComplete((ok, failure) -> upstreamEnd.complete(failure));
                  return NotUsed.getInstance();
                });

    var run = fixture.run(fixture.flow(store, ALL, OutputBudget.of(25)), source);

    assertTruthful(
        run.awaitRecord(),
        "0123456789012345678901234".getBytes(StandardCharsets.UTF_8),
        store.chunks());
    assertThat(run.awaitRecord().ending()).isEqualTo(Ending.LIMIT);
    assertThatThrownBy(run::awaitPassedOn)
        .hasRootCauseInstanceOf(OutputBudgetExceeded.class)
        .hasMessageContaining("more than 25 bytes");
    assertThat(upstreamEnd.get(10, SECONDS)).isInstanceOf(OutputBudgetExceeded.class);
  }

  @Test
  void endsAsUsualIfTheBudgetIsSpentExactly() throws Exception {
    var store = MemoryStore.prompt();
    var source = Source.from(List.of(ByteString.fromString("01234"), ByteString.emptyByteString()));

    var run = fixture.run(fixture.flow(store, ALL, OutputBudget.of(5)), source);

    assertThat(run.awaitRecord().ending()).isEqualTo(Ending.EOF);
    assertThat(run.awaitPassedOn()).hasSize(5);
  }

  @Test
  void sharesTheBudgetAmongTheStreamsOfAnExecution() throws Exception {
    var store = MemoryStore.prompt();
    var budget = OutputBudget.of(15);
    var ten = Source.single(ByteString.fromString("0123456789"));

    var first = fixture.run(fixture.flow(store, ALL, budget), ten).awaitRecord();
    var second = fixture.run(fixture.flow(store, ALL, budget), ten).awaitRecord();

    assertThat(first.ending()).isEqualTo(Ending.EOF);
    assertThat(second.ending()).isEqualTo(Ending.LIMIT);
    assertThat(second.totalBytes()).isEqualTo(5);
  }

  // --- What can go wrong

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void failsAndSaysSoIfStoringFails(int failingCall) throws Exception {
    var store = MemoryStore.failing(call -> call == failingCall ? diskFull : null);
    var upstreamEnd = new CompletableFuture<Throwable>();
    var source =
        Source.repeat(ByteString.fromArray(new byte[1000]))
            .watchTermination(
                (unused, done) -> {
                  done.whenComplete((ok, failure) -> upstreamEnd.complete(failure));
                  return NotUsed.getInstance();
                });

    var run = fixture.run(store, ALL, source);
    var record = run.awaitRecord();

    assertTruthful(record, new byte[(int) record.totalBytes()], store.chunks());
    assertThat(record.ending()).isEqualTo(Ending.LOST);
    assertThat(record.omitted()).extracting(Omission::reason).containsOnly(Reason.STORE_FAILED);
    assertThatThrownBy(run::awaitPassedOn).hasCause(diskFull);
    assertThat(upstreamEnd.get(10, SECONDS)).isEqualTo(diskFull);
  }

  @Test
  void saysSoIfTheTailCannotBeStored() throws Exception {
    var content = randomBytes(new Random(12), 100_000);
    var store = MemoryStore.failing(call -> call == 2 ? diskFull : null);

    var run =
        fixture.run(store, CapturePolicy.full(100), Source.single(ByteString.fromArray(content)));
    var record = run.awaitRecord();

    assertTruthful(record, content, store.chunks());
    assertThat(record.ending()).isEqualTo(Ending.LOST);
    assertThat(record.omitted())
        .containsExactly(new Omission(new ByteRange(50, 100_000), Reason.STORE_FAILED));
  }

  @Test
  void saysSoIfTheTailCannotBeSpooled() throws Exception {
    var store = MemoryStore.prompt();
    Files.delete(spoolDirectory);

    var run =
        fixture.run(
            store, CapturePolicy.full(8), Source.single(ByteString.fromString("0123456789")));

    assertThat(run.awaitRecord().ending()).isEqualTo(Ending.LOST);
    assertThat(run.awaitRecord().omitted())
        .containsExactly(new Omission(new ByteRange(4, 10), Reason.STORE_FAILED));
    assertThatThrownBy(run::awaitPassedOn).hasCauseInstanceOf(NoSuchFileException.class);
    Files.createDirectory(spoolDirectory);
  }

  @Test
  void triesAgainWhileTheStoreIsOverloaded() throws Exception {
    var store = MemoryStore.failing(call -> call % 3 == 0 ? null : new OutputStoreOverloaded(1, 1));
    var content = randomBytes(new Random(13), 500_000);

    var run = fixture.run(store, ALL, inPieces(new Random(14), content));

    assertThat(run.awaitPassedOn()).isEqualTo(content);
    assertTruthful(run.awaitRecord(), content, store.chunks());
  }

  @Test
  void givesUpOnAStoreThatStaysOverloaded() throws Exception {
    var store = MemoryStore.failing(call -> new OutputStoreOverloaded(1, 1));

    var run = fixture.run(fixture.impatient(store), Source.single(ByteString.fromString("x")));

    assertThat(run.awaitRecord().ending()).isEqualTo(Ending.LOST);
    assertThatThrownBy(run::awaitPassedOn).hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void givesUpOnAStoreThatDoesNotAnswer() throws Exception {
    var store = MemoryStore.holding();

    var run = fixture.run(fixture.impatient(store), Source.single(ByteString.fromString("x")));

    assertThat(run.awaitRecord().ending()).isEqualTo(Ending.LOST);
    assertThat(run.awaitRecord().omitted())
        .containsExactly(new Omission(new ByteRange(0, 1), Reason.STORE_FAILED));
    assertThatThrownBy(run::awaitPassedOn).hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void passesNothingOnThatBecameDurableTooLate() throws Exception {
    var store = MemoryStore.holdingAfter(1);
    var steps = fixture.steps(fixture.impatient(store));
    var large = "x".repeat(3 * Chunk.BYTES_MAX); // More than the reader takes ahead.

    steps.send(large);
    steps.send("late");
    var late = store.next();
    assertThat(steps.awaitRecord().ending()).isEqualTo(Ending.LOST);
    late.succeed();

    assertThat(steps.awaitNext() + steps.awaitNext() + steps.awaitNext()).isEqualTo(large);
    assertThatThrownBy(steps::awaitNext).hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void treatsAStoreThatThrowsAsOneThatFails() throws Exception {
    var broken = new IllegalStateException("a bug");
    var store =
        MemoryStore.failing(
            call -> {
              throw broken;
            });

    var run = fixture.run(store, ALL, Source.single(ByteString.fromString("x")));

    assertThat(run.awaitRecord().ending()).isEqualTo(Ending.LOST);
    assertThatThrownBy(run::awaitPassedOn).hasCause(broken);
  }

  // --- A reader that does not read

  @Test
  void goesOnRecordingWhenTheReaderHasLeft() throws Exception {
    var store = MemoryStore.prompt();
    var content = randomBytes(new Random(15), 1_000_000);
    var pair =
        inPieces(new Random(16), content)
            .viaMat(
                fixture.flow(store, CapturePolicy.full(500_000), OutputBudget.unlimited()),
                Keep.right())
            .toMat(Sink.head(), Keep.both())
            .run(system);

    var record = pair.first().toCompletableFuture().get(20, SECONDS);

    assertTruthful(record, content, store.chunks());
    assertThat(record.ending()).isEqualTo(Ending.EOF);
    assertThat(record.totalBytes()).isEqualTo(1_000_000);
  }

  @Test
  void completesTheRecordWithoutWaitingForTheReader() throws Exception {
    var store = MemoryStore.prompt();
    var steps = fixture.steps(store, ALL);

    for (var i = 0; i < 5; i++) {
      steps.send("unread");
    }
    steps.in().complete();

    assertThat(steps.awaitRecord().capturedBytes()).isEqualTo(30);
    assertThat(steps.awaitNext()).startsWith("unread");
  }

  @Test
  void failsTheRecordIfItIsTornDownFromOutside() {
    var materializer = Materializer.createMaterializer(system);
    var record =
        Source.<ByteString>maybe()
            .viaMat(fixture.flow(MemoryStore.prompt(), ALL, OutputBudget.unlimited()), Keep.right())
            .to(Sink.ignore())
            .run(materializer);

    materializer.shutdown();

    assertThat(record.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(AbruptStageTerminationException.class);
  }

  private static Source<ByteString, NotUsed> failed(Throwable cause) {
    // Lazily: a failure that is there from the start overtakes the elements before it.
    return Source.lazySource(() -> Source.<ByteString>failed(cause))
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }
}
