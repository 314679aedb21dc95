package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import io.executionplane.lanes.process.posix.SpawnFailed.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts children with posix_spawn(3).
 *
 * <p>A child gets its own session and process group (both numbered by its pid), default actions for
 * every signal and none blocked (the JVM ignores SIGPIPE, for instance), the three standard streams
 * and no other descriptor of the JVM.
 *
 * <p>{@link #spawn} blocks its thread until the child runs its own program, about half a
 * millisecond: call it on threads set aside for it, never on a stream's dispatcher.
 */
public final class Spawner {

  // The real sizes (glibc 2.34 to 2.41, x86_64 and aarch64) are 336 and 128 bytes.
  private static final int ATTRIBUTES_BYTES = 512;
  private static final int SIGNAL_SET_BYTES = 128;

  /** See {@link #launch}: one millisecond, then twice as long each time, one second in all. */
  private static final int BUSY_RETRIES = 10;

  private final Reactor reactor;
  private final Executor callbacks;
  private final HeldLaunch held;
  private final String bootId;
  private final Memory attributes = new Memory(ATTRIBUTES_BYTES);

  /** A spawner that starts whoever is let in first on a thread made for it. */
  public Spawner(Reactor reactor, Executor callbacks) throws IOException {
    this(reactor, callbacks, task -> new Thread(task, "execution-plane-hold").start());
  }

  /**
   * A spawner whose children are watched by {@code reactor}.
   *
   * @param callbacks runs what depends on a child's end, so that the reactor's thread never does
   * @param holders threads of which each starts one child at a time that is let in first. A child
   *     that is to die with its parent (prctl(2), PR_SET_PDEATHSIG) dies with that thread
   * @throws IOException when {@code /proc} is not mounted
   */
  public Spawner(Reactor reactor, Executor callbacks, Executor holders) throws IOException {
    this.reactor = reactor;
    this.callbacks = callbacks;
    this.held = new HeldLaunch(holders);
    this.bootId = ProcessIdentity.currentBootId();
    prepareAttributes();
  }

  /** Only ever read after this, so all launches share them. */
  private void prepareAttributes() {
    var flags = Libc.POSIX_SPAWN_SETSID | Libc.POSIX_SPAWN_SETSIGDEF | Libc.POSIX_SPAWN_SETSIGMASK;
    try (var signals = new Memory(SIGNAL_SET_BYTES)) {
      Libc.posix_spawnattr_init(attributes);
      Libc.posix_spawnattr_setflags(attributes, (short) flags);
      signals.clear();
      Libc.posix_spawnattr_setsigmask(attributes, signals);
      // Every bit, not sigfillset(3): that leaves out two signals that glibc keeps for itself.
      signals.setMemory(0, SIGNAL_SET_BYTES, (byte) 0xff);
      Libc.posix_spawnattr_setsigdefault(attributes, signals);
    }
  }

  /**
   * Starts one child; when this returns, its program is running.
   *
   * @throws SpawnFailed when it could not be started; nothing is left behind
   * @throws IllegalStateException when the reactor is closed
   */
  public ChildProcess spawn(SpawnRequest request) throws SpawnFailed {
    return spawn(request, Optional.empty(), Optional.empty());
  }

  /** The same for a child that is let in before it runs its program. */
  public ChildProcess spawn(SpawnRequest request, Entrance entrance) throws SpawnFailed {
    return spawn(request, Optional.of(entrance), Optional.empty());
  }

  /** The same for a child that tells how far it comes. */
  public ChildProcess spawn(SpawnRequest request, Entrance entrance, ParentPipes pipes)
      throws SpawnFailed {
    return spawn(request, Optional.of(entrance), Optional.of(pipes));
  }

  private ChildProcess spawn(
      SpawnRequest request, Optional<Entrance> entrance, Optional<ParentPipes> pipes)
      throws SpawnFailed {
    try (var streams = ChildStreams.of(request)) {
      var pid = launch(request, streams, entrance, pipes);
      var child = ChildProcess.adopt(pid, bootId, streams, reactor, callbacks);
      streams.handOver();
      return child;
    } catch (IOException noDescriptors) {
      throw new SpawnFailed(
          Kind.RESOURCE, 0, "cannot prepare a child: " + noDescriptors.getMessage());
    }
  }

  /**
   * A file that was written a moment ago may still be open for writing in another child of ours
   * that has not reached its own program yet. That passes as soon as that child gets a processor,
   * which takes a while on a busy machine, so it is waited for; a file that somebody really keeps
   * open fails after the last try.
   */
  private int launch(
      SpawnRequest request,
      ChildStreams streams,
      Optional<Entrance> entrance,
      Optional<ParentPipes> pipes)
      throws SpawnFailed, IOException {
    try (var call = new SpawnCall(request, attributes)) {
      var errno = Errno.ETXTBSY;
      for (int tries = 0; errno == Errno.ETXTBSY && tries <= BUSY_RETRIES; tries++) {
        pauseBefore(tries);
        errno =
            entrance.isPresent() ? held(call, streams, entrance.get(), pipes) : call.run(streams);
      }
      if (errno != 0) {
        throw failure(request, errno);
      }
      return call.pid();
    }
  }

  private int held(
      SpawnCall call, ChildStreams streams, Entrance entrance, Optional<ParentPipes> pipes)
      throws SpawnFailed, IOException {
    try (var gate = Gate.shut()) {
      return held.run(gate, entrance, () -> call.run(streams, gate, pipes));
    } catch (IOException turnedAway) {
      if (call.pid() != 0) {
        ChildProcess.killAndReap(call.pid());
      }
      throw SpawnFailed.notAdmitted(String.valueOf(turnedAway.getMessage()));
    }
  }

  private static void pauseBefore(int tries) {
    if (tries > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1L << (tries - 1)));
    }
  }

  private static SpawnFailed failure(SpawnRequest request, int errno) {
    if (isAboutPaths(errno) && FileAccess.of(request.workingDirectory()) != FileAccess.DIRECTORY) {
      return new SpawnFailed(
          Kind.BAD_CWD,
          errno,
          "cannot enter " + request.workingDirectory() + ": " + Errno.describe(errno));
    }
    return new SpawnFailed(
        kind(errno), errno, "cannot run " + request.executable() + ": " + reason(request, errno));
  }

  /** posix_spawn has one number for all its steps; these may come from entering the directory. */
  private static boolean isAboutPaths(int errno) {
    return switch (errno) {
      case Errno.ENOENT, Errno.ENOTDIR, Errno.EACCES, Errno.ELOOP, Errno.ENAMETOOLONG -> true;
      default -> false;
    };
  }

  private static Kind kind(int errno) {
    return switch (errno) {
      case Errno.ENOENT, Errno.ENOTDIR -> Kind.NOT_FOUND;
      case Errno.EACCES, Errno.EPERM, Errno.ENOEXEC, Errno.EISDIR, Errno.ETXTBSY ->
          Kind.NOT_EXECUTABLE;
      case Errno.E2BIG -> Kind.TOO_LARGE;
      case Errno.EAGAIN, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE -> Kind.RESOURCE;
      default -> Kind.OTHER;
    };
  }

  private static String reason(SpawnRequest request, int errno) {
    var scriptWithoutInterpreter =
        errno == Errno.ENOENT && FileAccess.of(request.executable()) == FileAccess.EXECUTABLE;
    return scriptWithoutInterpreter
        ? "the interpreter it names does not exist"
        : Errno.describe(errno);
  }
}
