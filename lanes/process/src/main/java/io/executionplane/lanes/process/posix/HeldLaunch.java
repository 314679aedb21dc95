package io.executionplane.lanes.process.posix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Starts a child that waits at a gate until it has been let in.
 *
 * <p>posix_spawn(3) returns only when the child runs its program, so one thread calls it while this
 * one finds the waiting child, has it admitted and opens the gate. posix_spawn tells its caller the
 * child's number only afterwards; meanwhile the kernel lists it among the children of the calling
 * thread (proc(5), {@code task/<tid>/children}).
 */
final class HeldLaunch {

  /** A list of the kernel leaves out a child when the one before it is reaped during the look. */
  private static final int LOOKS_MAX = 1_000;

  private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  /** Position in {@code /proc/<pid>/stat} after the name (proc(5), startstack). */
  private static final int STACK_START = 25;

  private final Executor threads;

  /**
   * Holds nothing.
   *
   * @param threads each is blocked while it starts one child
   */
  HeldLaunch(Executor threads) {
    this.threads = threads;
  }

  /**
   * Blocks until the child runs its program or has failed to.
   *
   * @param spawn calls posix_spawn with actions that open the gate's path twice; says its error
   * @return the error of posix_spawn; 0 when an admitted child runs its program
   * @throws IOException when the child could not be admitted. Its program does not run, unless the
   *     gate did not hold: whoever finds that posix_spawn has told a number has a child to kill
   */
  int run(Gate gate, Entrance entrance, IntSupplier spawn) throws IOException {
    var caller = new CompletableFuture<Integer>();
    var spawned =
        CompletableFuture.supplyAsync(
            () -> {
              caller.complete(Libc.gettid());
              return spawn.getAsInt();
            },
            threads);
    int thread = caller.join();
    while (!gate.isWaitedAt() && !spawned.isDone()) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    if (!spawned.isDone()) {
      try {
        entrance.admit(waitingChildOf(thread));
        gate.open();
      } catch (IOException | RuntimeException turnedAway) {
        gate.turnAway(); // The child goes on and fails: posix_spawn says so, and reaps it.
        spawned.join();
        throw turnedAway;
      }
    }
    return spawned.join();
  }

  private static long waitingChildOf(int thread) throws IOException {
    for (var looks = 0; looks < LOOKS_MAX; looks++) {
      var found = look(thread);
      if (found.isPresent()) {
        return found.getAsLong();
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    throw new IOException("a child that waits cannot be found");
  }

  /**
   * A child that has not become its program lives in this JVM's memory, so its stack begins where
   * ours does. The thread's other children have a memory of their own.
   */
  private static OptionalLong look(int thread) throws IOException {
    var children = Files.readString(Path.of("/proc/self/task/" + thread + "/children")).strip();
    var ours = stackStart("self");
    return Stream.of(children.split(" "))
        .filter(pid -> !pid.isEmpty() && stackStart(pid).equals(ours))
        .mapToLong(Long::parseLong)
        .reduce((earlier, later) -> later);
  }

  /** Empty when there is no such process any more. */
  private static String stackStart(String pid) {
    try {
      var line = new String(Files.readAllBytes(Path.of("/proc", pid, "stat")), ISO_8859_1);
      return line.substring(line.lastIndexOf(')') + 2).split(" ", STACK_START + 2)[STACK_START];
    } catch (IOException gone) {
      return "";
    }
  }
}
