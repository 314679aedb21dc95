package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pipes of one launch. */
final class ChildPipes implements ChildStreams {

  private static final Memory DEV_NULL = NativeStrings.single("/dev/null");

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

  @Override
  public void addTo(Pointer actions) {
    if (stdin == null) {
      Libc.posix_spawn_file_actions_addopen(actions, 0, DEV_NULL, Libc.O_RDONLY, 0);
    } else {
      Libc.posix_spawn_file_actions_adddup2(actions, stdin.readEnd().fd(), 0);
    }
    Libc.posix_spawn_file_actions_adddup2(actions, stdout.writeEnd().fd(), 1);
    Libc.posix_spawn_file_actions_adddup2(actions, childStderr().fd(), 2);
  }

  /** The end for the child's standard error, which may be that of its standard output. */
  private Descriptor childStderr() {
    return stderr == null ? stdout.writeEnd() : stderr.writeEnd();
  }

  @Override
  public Optional<Descriptor> ourStdin() {
    return Optional.ofNullable(stdin).map(Pipe::writeEnd);
  }

  @Override
  public Descriptor ourStdout() {
    return stdout.readEnd();
  }

  @Override
  public Optional<Descriptor> ourStderr() {
    return Optional.ofNullable(stderr).map(Pipe::readEnd);
  }

  @Override
  public Optional<Descriptor> ourTerminal() {
    return Optional.empty();
  }

  @Override
  public void handOver() {
    handedOver = true;
  }

  /** The child has its own copies of its ends. */
  @Override
  public void close() {
    if (handedOver) {
      Optional.ofNullable(stdin).map(Pipe::readEnd).ifPresent(Descriptor::close);
      stdout.writeEnd().close();
      childStderr().close();
    } else {
      open.forEach(Pipe::close);
    }
  }
}
