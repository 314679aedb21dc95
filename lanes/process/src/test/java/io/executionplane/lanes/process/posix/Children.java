package io.executionplane.lanes.process.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.ConfigFactory;
import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Real children for a test, and what they need: a reactor, a thread for callbacks, streams. */
final class Children implements AutoCloseable {

  private static final long SECONDS_MAX = 30;

  final ActorSystem system =
      ActorSystem.create(
          "children", ConfigFactory.parseString("pekko.loglevel=OFF, pekko.stdout-loglevel=OFF"));
  final Reactor reactor = new Reactor("test-reactor");
  final ExecutorService callbacks = Executors.newSingleThreadExecutor();
  private final ExecutorService holders = Executors.newCachedThreadPool();
  final Spawner spawner;
  private final Queue<ChildProcess> spawned = new ConcurrentLinkedQueue<>();

  /** A child that has ended and been reaped, with all that it wrote. */
  record Ended(Ending ending, String stdout, String stderr) {}

  Children() {
    try {
      spawner = new Spawner(reactor, callbacks, holders);
    } catch (IOException noProc) {
      throw new UncheckedIOException(noProc);
    }
  }

  /** An absolute program with arguments, no environment, no input. */
  static SpawnRequest request(String executable, String... arguments) {
    var argv = new ArrayList<String>();
    argv.add(executable);
    argv.addAll(List.of(arguments));
    return new SpawnRequest(executable, argv, List.of(), "/", Stdin.EMPTY, Stderr.SEPARATE);
  }

  static SpawnRequest shell(String script) {
    return request("/bin/sh", "-c", script);
  }

  static SpawnRequest withInput(SpawnRequest request) {
    return new SpawnRequest(
        request.executable(),
        request.arguments(),
        request.environment(),
        request.workingDirectory(),
        Stdin.PIPE,
        request.stderr());
  }

  static SpawnRequest withEnvironment(SpawnRequest request, String... entries) {
    return new SpawnRequest(
        request.executable(),
        request.arguments(),
        List.of(entries),
        request.workingDirectory(),
        request.stdin(),
        request.stderr());
  }

  static SpawnRequest in(String directory, SpawnRequest request) {
    return new SpawnRequest(
        request.executable(),
        request.arguments(),
        request.environment(),
        directory,
        request.stdin(),
        request.stderr());
  }

  ChildProcess spawn(SpawnRequest request) {
    try {
      var child = spawner.spawn(request);
      spawned.add(child);
      return child;
    } catch (SpawnFailed failed) {
      throw new AssertionError(failed);
    }
  }

  /** Runs to the end and collects everything. */
  Ended run(SpawnRequest request) {
    return toTheEnd(spawn(request));
  }

  Ended toTheEnd(ChildProcess child) {
    var stdout = collect(child.stdout());
    var stderr = child.stderr().map(this::collect).orElseGet(() -> collect(Source.empty()));
    await(child.ended());
    return new Ended(child.reap(), await(stdout).utf8String(), await(stderr).utf8String());
  }

  CompletionStage<ByteString> collect(Source<ByteString, ?> source) {
    return source.runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), system);
  }

  /** The first line that a child writes, without its end; the rest is left unread. */
  String firstLine(ChildProcess child) {
    var line =
        child
            .stdout()
            .scan(ByteString.emptyByteString(), ByteString::concat)
            .filter(bytes -> bytes.indexOf((byte) '\n') >= 0)
            .runWith(Sink.head(), system);
    return await(line).decodeString(UTF_8).lines().findFirst().orElseThrow();
  }

  /** Kills whatever is left of a child and reaps it. */
  void end(ChildProcess child) {
    ProcessTree.sweep(child);
    await(child.ended());
    child.reap();
    child.discardPipes();
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  /** A test that failed half-way must not disturb the next with what it left. */
  @Override
  public void close() {
    spawned.stream().filter(child -> child.signalGroup(0)).forEach(this::end);
    system.terminate();
    await(system.getWhenTerminated());
    reactor.close();
    callbacks.shutdown();
    holders.shutdown();
  }
}
