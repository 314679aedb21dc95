package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import io.executionplane.lanes.process.posix.Reactor.Registration;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * One child, from its start until it is reaped: leader of its own session and process group.
 *
 * <p><b>Its end has two steps</b>, because of what a pid is. When the leader ends, {@link #ended()}
 * completes, and the kernel keeps the ended leader (a zombie) until {@link #reap()}. As long as it
 * does, the number cannot be given to anybody else: it names this child, its group and its session,
 * so signalling the group and looking for members is exact. After {@link #reap()} the number may
 * name a stranger at any time, and every method that would use it refuses. So: end, then {@link
 * ProcessTree#sweep}, then reap.
 *
 * <p>Only this pid is ever waited for, never "any child": the JDK waits for children of its own.
 */
public final class ChildProcess {

  private static final int SIGKILL = 9;

  private final ProcessIdentity identity;
  private final Descriptor pidfd;
  private final Registration registration;
  private final CompletableFuture<ChildProcess> ended = new CompletableFuture<>();
  private final Reactor reactor;
  private final Optional<Descriptor> stdin;
  private final Descriptor stdout;
  private final Optional<Descriptor> stderr;
  private final Optional<Descriptor> terminal;
  private boolean reaped;

  private ChildProcess(
      ProcessIdentity identity,
      Descriptor pidfd,
      ChildStreams streams,
      Reactor reactor,
      Executor callbacks) {
    this.identity = identity;
    this.pidfd = pidfd;
    this.reactor = reactor;
    this.stdin = streams.ourStdin();
    this.stdout = streams.ourStdout();
    this.stderr = streams.ourStderr();
    this.terminal = streams.ourTerminal();
    this.registration =
        reactor.register(pidfd.fd(), events -> callbacks.execute(() -> onEvents(events)));
  }

  /** Takes charge of a child that was just started. If that fails, the child is killed. */
  static ChildProcess adopt(
      int pid, String bootId, ChildStreams streams, Reactor reactor, Executor callbacks)
      throws IOException {
    var fd = Libc.syscall(Libc.SYS_PIDFD_OPEN, pid, 0, 0, 0);
    if (fd < 0) {
      var failure = Errno.failure("pidfd_open", Errno.last());
      killAndReap(pid);
      throw failure;
    }
    var pidfd = new Descriptor((int) fd);
    try {
      var startTicks = ProcStat.read(pid).orElseThrow(() -> noProc(pid)).startTicks();
      var identity = new ProcessIdentity(pid, startTicks, bootId);
      return new ChildProcess(identity, pidfd, streams, reactor, callbacks).watched();
    } catch (IOException | RuntimeException notWatched) {
      killAndReap(pid);
      pidfd.close();
      throw notWatched;
    }
  }

  private ChildProcess watched() throws IOException {
    try {
      registration.arm(Libc.EPOLLIN);
      return this;
    } catch (IOException refused) {
      registration.close();
      throw refused;
    }
  }

  private static IOException noProc(int pid) {
    return new IOException("/proc/" + pid + "/stat cannot be read");
  }

  /** Blocks, but only until the kernel has carried out a KILL. */
  static void killAndReap(int pid) {
    Libc.kill(-pid, SIGKILL);
    try (var status = new Memory(Integer.BYTES);
        var usage = new Memory(Ending.USAGE_BYTES)) {
      Libc.wait4(pid, status, 0, usage);
    }
  }

  /** Which process it is, also for a later JVM. */
  public ProcessIdentity identity() {
    return identity;
  }

  /** Its pid, process group and session. */
  public long pid() {
    return identity.pid();
  }

  /**
   * What it reads; empty when it was started with {@code Stdin.EMPTY} and without a terminal. Can
   * be run once.
   */
  public Optional<Sink<ByteString, CompletionStage<PipeSink.Delivery>>> stdin() {
    return stdin.map(pipe -> Sink.fromGraph(new PipeSink(reactor, pipe)));
  }

  /** Whether it runs in a terminal, which is all three of its standard streams. */
  public boolean hasTerminal() {
    return terminal.isPresent();
  }

  /** What it writes. Can be run once. */
  public Source<ByteString, PipeReading> stdout() {
    return Source.fromGraph(
        terminal.isPresent()
            ? new PipeSource(reactor, stdout, Pty.HELD_BYTES_MAX)
            : new PipeSource(reactor, stdout));
  }

  /** Its standard error; empty when that goes to standard output. Can be run once. */
  public Optional<Source<ByteString, PipeReading>> stderr() {
    return stderr.map(pipe -> Source.fromGraph(new PipeSource(reactor, pipe)));
  }

  /** Closes the pipes that no stream has been run on, or whose input was broken off. Idempotent. */
  public void discardPipes() {
    stdin.ifPresent(Descriptor::discard);
    stdout.discard();
    stderr.ifPresent(Descriptor::discard);
  }

  /**
   * Completes with this child when the leader has ended; it is not reaped yet. Its group may live
   * on. Fails only when the reactor was closed before.
   */
  public CompletionStage<ChildProcess> ended() {
    return ended.minimalCompletionStage();
  }

  /** Whether the leader runs, asked of the kernel now; false also when it was reaped. */
  public synchronized boolean isRunning() {
    return !reaped && pidfd.poll(Libc.POLLIN, 0) == 0;
  }

  /** Whether anything but the leader is in its session; false also when the leader was reaped. */
  public synchronized boolean hasFollowers() {
    return !reaped && ProcessTable.hasFollowers(pid());
  }

  private void onEvents(int events) {
    if (events == 0) {
      ended.completeExceptionally(new IOException("the reactor was closed"));
    } else {
      ended.complete(this);
    }
  }

  /**
   * Sends a signal to every member of the process group; a process that left the group is not one.
   *
   * @param signal as in signal(7); 0 sends nothing
   * @return false when the child has been reaped: nothing was sent
   */
  public synchronized boolean signalGroup(int signal) {
    return !reaped && Libc.kill((int) -pid(), signal) == 0;
  }

  /**
   * Takes the ended leader out of the kernel's table and says how it ended. Once only: from then on
   * the pid may belong to somebody else.
   *
   * @throws IllegalStateException when it has not ended yet, was reaped before, or was waited for
   *     by foreign code in this JVM, so that nobody here can know how it ended
   */
  public synchronized Ending reap() {
    if (reaped) {
      throw new IllegalStateException("process " + pid() + " has been reaped before");
    }
    try (var status = new Memory(Integer.BYTES);
        var usage = new Memory(Ending.USAGE_BYTES)) {
      var pid = Libc.wait4((int) pid(), status, Libc.WNOHANG, usage);
      if (pid == 0) {
        throw new IllegalStateException("process " + pid() + " has not ended");
      }
      release();
      if (pid < 0) {
        throw new IllegalStateException("process " + pid() + " was waited for by somebody else");
      }
      return Ending.of(status.getInt(0), usage);
    }
  }

  /**
   * Makes its terminal another size.
   *
   * @return false when it has none, or has been reaped: nothing was done
   */
  public synchronized boolean resize(WindowSize size) throws IOException {
    if (reaped || terminal.isEmpty()) {
      return false;
    }
    size.applyTo(terminal.get().fd());
    return true;
  }

  private void release() {
    reaped = true;
    terminal.ifPresent(Descriptor::close);
    registration.close();
    pidfd.close();
  }
}
