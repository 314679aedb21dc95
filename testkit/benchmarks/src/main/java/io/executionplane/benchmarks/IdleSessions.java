package io.executionplane.benchmarks;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.node.ExecutionPlane;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/**
 * What a session costs that waits for input: heap, threads and descriptors, beside a process of
 * {@link ProcessBuilder} that does. Both run {@code cat}, and both have answered once.
 */
public final class IdleSessions {

  private static final int SESSIONS = 200;
  private static final int COLLECTIONS = 3;
  private static final int LINE_BYTES_MAX = 100;
  private static final double KIB = 1024;
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final ExecutionPlane plane;
  private final int count;

  private IdleSessions(ExecutionPlane plane, int count) {
    this.plane = plane;
    this.count = count;
  }

  /** Runs it; the first argument is how many there are of each (default 200). */
  public static void main(String[] args) throws Exception {
    var count = args.length > 0 ? Integer.parseInt(args[0]) : SESSIONS;
    try (var directory = ScratchDirectory.create();
        var plane = ExecutionPlane.builder().dataDirectory(directory.path()).start()) {
      var sessions = new IdleSessions(plane, count);
      sessions.open(); // Classes are loaded, and what is kept once is there.
      sessions.measurePlain();
      sessions.measureSessions();
    }
  }

  private void measurePlain() throws IOException {
    var before = Held.now();
    var children = new ArrayList<Process>();
    for (var i = 0; i < count; i++) {
      var child = new ProcessBuilder("cat").start();
      children.add(child);
      child.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
      child.getOutputStream().flush();
      child.getInputStream().readNBytes(6);
    }
    Held.now().print("plain process", before, count);
    children.forEach(Process::destroyForcibly);
    children.forEach(child -> child.onExit().join());
  }

  private void measureSessions() {
    var before = Held.now();
    var refs = new ArrayList<ExecutionRef>();
    for (var i = 0; i < count; i++) {
      refs.add(open());
    }
    Held.now().print("session", before, count);
    refs.forEach(ref -> plane.client().cancel(ref, "benchmark").toCompletableFuture().join());
    refs.forEach(ref -> plane.client().awaitResult(ref, AN_HOUR).toCompletableFuture().join());
  }

  /** One that has answered once. */
  private ExecutionRef open() {
    var client = plane.client();
    var request = plane.granted(client.identified(wish()), "benchmark");
    var ref = client.submit(request).toCompletableFuture().join().ref();
    client
        .input(ref, StreamName.STDIN, "benchmark")
        .append(ByteString.fromString("hello"))
        .toCompletableFuture()
        .join();
    client
        .lines(ref, StreamName.STDOUT, 0, LINE_BYTES_MAX)
        .runWith(Sink.head(), plane.system())
        .toCompletableFuture()
        .join();
    return ref;
  }

  private static AdmissionRequest wish() {
    var session =
        new ProcessSession(
            ProcessRun.of("cat"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of((int) AN_HOUR.toMillis()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return AdmissionRequest.of(
            ProcessRun.LANE_ID,
            ProcessSession.OPERATION,
            ProcessSession.CONTRACT.encodeObject(session))
        .accepting(AttestationClass.LOCAL_PROCESS_WEAK);
  }

  /**
   * What this JVM holds.
   *
   * @param heap bytes, after a collection
   */
  private record Held(long heap, int threads, int descriptors) {

    static Held now() {
      for (var i = 0; i < COLLECTIONS; i++) {
        System.gc();
      }
      return new Held(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          Objects.requireNonNull(new File("/proc/self/fd").list(), "/proc").length);
    }

    void print(String what, Held before, int count) {
      System.out.printf(
          "%-14s %6.1f KiB heap  %5.2f threads  %5.2f descriptors   each of %,d%n",
          what,
          (heap - before.heap) / KIB / count,
          (threads - before.threads) / (double) count,
          (descriptors - before.descriptors) / (double) count,
          count);
    }
  }
}
