package io.executionplane.lanes.process.posix;

import static io.executionplane.lanes.process.posix.Children.await;
import static io.executionplane.lanes.process.posix.Children.request;
import static io.executionplane.lanes.process.posix.Children.shell;
import static io.executionplane.lanes.process.posix.Children.withInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.lanes.process.posix.WaitStatus.Signalled;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PipeSourceTest {

  private static final int CHUNK_BYTES = 50_000;
  private static final int CHUNKS = 64 * 1024 * 1024 / CHUNK_BYTES;

  private static final Children CHILDREN = new Children();

  @AfterAll
  static void close() {
    CHILDREN.close();
  }

  @Test
  void deliversEveryByteOf64Mebibytes() {
    var cat = CHILDREN.spawn(withInput(request("/bin/cat")));
    var given = sha256();
    var got = sha256();
    var fed = new AtomicLong();

    var feeding =
        randomChunks()
            .map(chunk -> counted(chunk, given, fed))
            .runWith(cat.stdin().orElseThrow(), CHILDREN.system);
    var received =
        cat.stdout()
            .map(chunk -> counted(chunk, got, new AtomicLong()))
            .runFold(0L, (sum, chunk) -> sum + chunk.size(), CHILDREN.system);

    assertThat(await(received)).isEqualTo((long) CHUNKS * CHUNK_BYTES);
    assertThat(await(feeding)).isEqualTo(new PipeSink.Delivery(fed.get(), false));
    assertThat(got.digest()).isEqualTo(given.digest());
    CHILDREN.end(cat);
  }

  @Test
  void deliversEveryByteAtTheReadersPaceWithoutReadingAhead() {
    var cat = CHILDREN.spawn(withInput(request("/bin/cat")));
    var fed = new AtomicLong();
    var reader = new ManualReader();
    read(cat, reader);
    var feeding =
        randomChunks()
            .map(chunk -> counted(chunk, sha256(), fed))
            .runWith(cat.stdin().orElseThrow(), CHILDREN.system);

    for (int i = 0; i < 100; i++) {
      CHILDREN.run(request("/bin/true")); // Time enough for 64 MiB, if nothing held them back.
    }
    assertThat(fed.get()).as("bytes on the way").isLessThan(1024 * 1024);

    reader.readAll();
    assertThat(reader.ending()).isEqualTo((long) CHUNKS * CHUNK_BYTES + " bytes");
    assertThat(await(feeding).bytes()).isEqualTo((long) CHUNKS * CHUNK_BYTES);
    CHILDREN.end(cat);
  }

  @Test
  void givesChunksOfAtMost64Kibibytes() {
    var child = CHILDREN.spawn(request("/usr/bin/head", "-c", "20000000", "/dev/zero"));

    var largest =
        await(child.stdout().map(ByteString::size).runFold(0, Math::max, CHILDREN.system));

    assertThat(largest).isBetween(8 * 1024, 64 * 1024);
    CHILDREN.end(child);
  }

  @Test
  void closesThePipeWhenCancelledSoThatTheWriterLearnsOfIt() {
    var child = CHILDREN.spawn(request("/usr/bin/yes"));

    await(child.stdout().take(1).runWith(Sink.ignore(), CHILDREN.system));

    await(child.ended());
    assertThat(child.reap().status()).isEqualTo(new Signalled(13, false)); // SIGPIPE
    child.discardPipes();
  }

  @Test
  void readsToTheEndWhatAnEndedChildLeftInThePipe() {
    var child = CHILDREN.spawn(shell("printf last-words"));
    await(child.ended());
    child.reap();

    var words = await(CHILDREN.collect(child.stdout()));

    assertThat(words.utf8String()).isEqualTo("last-words");
    child.discardPipes();
  }

  @Test
  void refusesASecondReader() {
    var child = CHILDREN.spawn(request("/bin/true"));
    await(CHILDREN.collect(child.stdout()));

    assertThatThrownBy(() -> CHILDREN.collect(child.stdout()))
        .isInstanceOf(IllegalStateException.class);
    CHILDREN.end(child);
  }

  @Test
  void finishesAPipeThatIsHeldOpenWithAllThatWasWrittenUntilThen() {
    var child = CHILDREN.spawn(shell("printf x%.0s $(seq 50000); echo written >&2; sleep 300"));
    await(child.stderr().orElseThrow().runWith(Sink.head(), CHILDREN.system));
    var reader = new ManualReader();

    read(child, reader).finish(new IllegalStateException("held open"));
    reader.readAll();

    assertThat(reader.ending()).isEqualTo("50000 bytes, then held open");
    CHILDREN.end(child);
  }

  @Test
  void finishesAPipeThatNobodyHoldsAsAtItsEnd() {
    var child = CHILDREN.spawn(shell("printf x%.0s $(seq 50000)"));
    await(child.ended());
    var reader = new ManualReader();

    read(child, reader).finish(new IllegalStateException("held open"));
    reader.readAll();

    assertThat(reader.ending()).isEqualTo("50000 bytes");
    CHILDREN.end(child);
  }

  @Test
  void finishesAPipeThatIsWrittenToWithoutPause() {
    var child = CHILDREN.spawn(request("/usr/bin/yes"));
    var reader = new ManualReader();
    var reading = read(child, reader);
    reader.readAll();

    reading.finish(new IllegalStateException("held open"));

    assertThat(reader.ending()).endsWith("held open");
    CHILDREN.end(child);
  }

  @Test
  void abortsAtOnceEvenWithoutDemand() {
    var child = CHILDREN.spawn(request("/usr/bin/yes"));
    var reader = new ManualReader();

    read(child, reader).abort(new IllegalStateException("cut off"));

    await(child.ended());
    assertThat(child.reap().status()).isEqualTo(new Signalled(13, false)); // SIGPIPE
    assertThat(reader.ending()).isEqualTo("0 bytes, then cut off");
    child.discardPipes();
  }

  private static PipeReading read(ChildProcess child, ManualReader reader) {
    return child.stdout().to(Sink.fromSubscriber(reader)).run(CHILDREN.system);
  }

  private static Source<ByteString, NotUsed> randomChunks() {
    return Source.fromIterator(() -> new Random(20_261_120).ints(CHUNKS).iterator())
        .map(seed -> ByteString.fromArrayUnsafe(bytes(seed)));
  }

  private static byte[] bytes(int seed) {
    var bytes = new byte[CHUNK_BYTES];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static ByteString counted(ByteString chunk, MessageDigest digest, AtomicLong count) {
    digest.update(chunk.toArrayUnsafe());
    count.addAndGet(chunk.size());
    return chunk;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
