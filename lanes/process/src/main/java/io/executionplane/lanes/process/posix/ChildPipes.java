package io.executionplane.lanes.process.posix;

import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pipes of one launch. Whatever fails on the way, no descriptor is left open. */
final class ChildPipes implements AutoCloseable {

  private final List<Pipe> open = new ArrayList<>();
  private final @Nullable Pipe stdin;
  private final Pipe stdout;
  private final @Nullable Pipe stderr;
  private boolean handedOver;

  ChildPipes(SpawnRequest request) throws IOException {
    try {
      stdin = request.stdin() == Stdin.PIPE ? open() : null;
      stdout = open();
      stderr = request.stderr() == Stderr.SEPARATE ? open() : null;
      makeOurEndsNonblocking();
    } catch (IOException outOfDescriptors) {
      close();
      throw outOfDescriptors;
    }
  }

  private Pipe open() throws IOException {
    var pipe = Pipe.open();
    open.add(pipe);
    return pipe;
  }

  private void makeOurEndsNonblocking() throws IOException {
    stdout.readEnd().makeNonblocking();
    if (stderr != null) {
      stderr.readEnd().makeNonblocking();
    }
    if (stdin != null) {
      stdin.writeEnd().makeNonblocking();
    }
  }

  /** The end for the child's standard input; empty when it is to be {@code /dev/null}. */
  Optional<Descriptor> childStdin() {
    return Optional.ofNullable(stdin).map(Pipe::readEnd);
  }

  Descriptor childStdout() {
    return stdout.writeEnd();
  }

  /** The end for the child's standard error, which may be that of its standard output. */
  Descriptor childStderr() {
    return stderr == null ? stdout.writeEnd() : stderr.writeEnd();
  }

  Optional<Descriptor> ourStdin() {
    return Optional.ofNullable(stdin).map(Pipe::writeEnd);
  }

  Descriptor ourStdout() {
    return stdout.readEnd();
  }

  Optional<Descriptor> ourStderr() {
    return Optional.ofNullable(stderr).map(Pipe::readEnd);
  }

  /** From now on our ends belong to the child's handle; {@link #close} leaves them alone. */
  void handOver() {
    handedOver = true;
  }

  /** Closes the child's ends, which it has its own copies of, and ours unless handed over. */
  @Override
  public void close() {
    if (handedOver) {
      childStdin().ifPresent(Descriptor::close);
      childStdout().close();
      childStderr().close();
    } else {
      open.forEach(Pipe::close);
    }
  }
}
