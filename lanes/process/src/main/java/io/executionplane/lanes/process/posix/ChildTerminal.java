package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.Optional;

/**
 * A terminal for one launch. The child leads a session that has no terminal yet, so the first one
 * that it opens becomes its controlling terminal.
 *
 * <p>Our end exists three times, each with an owner of its own: to read, to write, and to keep the
 * terminal until the child is over. So a reader that is gone hangs up on nobody.
 */
final class ChildTerminal implements ChildStreams {

  private final Pty pty;
  private final Memory path;
  private final Descriptor output;
  private final Descriptor input;
  private boolean handedOver;

  ChildTerminal(WindowSize size, Optional<Account> owner) throws IOException {
    pty = Pty.open(size);
    path = NativeStrings.single(pty.path());
    try {
      if (owner.isPresent()) {
        giveTo(owner.get());
      }
      output = pty.master().duplicate();
      input = duplicateBeside(output);
    } catch (IOException outOfDescriptors) {
      pty.close();
      path.close();
      throw outOfDescriptors;
    }
  }

  /** His programs may open it by its name. To its group nothing changes (grantpt(3)). */
  private void giveTo(Account owner) throws IOException {
    if (Libc.chown(path, owner.uid(), -1) != 0) {
      throw Errno.failure("chown", Errno.last());
    }
  }

  private Descriptor duplicateBeside(Descriptor other) throws IOException {
    try {
      return pty.master().duplicate();
    } catch (IOException outOfDescriptors) {
      other.close();
      throw outOfDescriptors;
    }
  }

  @Override
  public void addTo(Pointer actions) {
    Libc.posix_spawn_file_actions_addopen(actions, 0, path, Libc.O_RDWR, 0);
    Libc.posix_spawn_file_actions_adddup2(actions, 0, 1);
    Libc.posix_spawn_file_actions_adddup2(actions, 0, 2);
  }

  @Override
  public Optional<Descriptor> ourStdin() {
    return Optional.of(input);
  }

  @Override
  public Descriptor ourStdout() {
    return output;
  }

  @Override
  public Optional<Descriptor> ourStderr() {
    return Optional.empty();
  }

  @Override
  public Optional<Descriptor> ourTerminal() {
    return Optional.of(pty.master());
  }

  @Override
  public void handOver() {
    handedOver = true;
  }

  @Override
  public void close() {
    path.close();
    if (!handedOver) {
      output.close();
      input.close();
      pty.close();
    }
  }
}
