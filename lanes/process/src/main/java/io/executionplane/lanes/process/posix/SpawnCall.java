package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.Optional;

/** The native arguments of one posix_spawn(3), which may be called more than once. */
final class SpawnCall implements AutoCloseable {

  /** The real size (glibc 2.34 to 2.41, x86_64 and aarch64) is 80 bytes. */
  private static final int ACTIONS_BYTES = 512;

  private static final int FIRST_AFTER_STANDARD_STREAMS = 3;

  private final Pointer attributes;
  private final NativeStrings paths;
  private final NativeStrings arguments;
  private final NativeStrings environment;
  private final Memory pid = new Memory(Integer.BYTES);

  SpawnCall(SpawnRequest request, Pointer attributes) {
    this.attributes = attributes;
    paths = new NativeStrings(List.of(request.executable(), request.workingDirectory()));
    arguments = new NativeStrings(request.arguments());
    environment = new NativeStrings(request.environment());
    pid.setInt(0, 0);
  }

  /** Starts the child; says the error number, 0 if there was none. */
  int run(ChildStreams streams) {
    try (var actions = new Memory(ACTIONS_BYTES)) {
      prepare(actions, streams);
      return finish(actions);
    }
  }

  /** The same for a child that waits at a gate, and may tell how far it comes. */
  int run(ChildStreams streams, Gate gate, Optional<ParentPipes> pipes) {
    try (var actions = new Memory(ACTIONS_BYTES);
        var path = gate.path()) {
      prepare(actions, streams);
      waitAt(path, actions);
      pipes.ifPresent(each -> each.addTo(actions));
      return finish(actions);
    }
  }

  private int finish(Pointer actions) {
    try {
      return Libc.posix_spawn(
          pid,
          paths.pointer().getPointer(0),
          actions,
          attributes,
          arguments.pointer(),
          environment.pointer());
    } finally {
      Libc.posix_spawn_file_actions_destroy(actions);
    }
  }

  /**
   * Performed by the child in this order. The closing comes last: it takes what they were made of.
   */
  private void prepare(Pointer actions, ChildStreams streams) {
    Libc.posix_spawn_file_actions_init(actions);
    streams.addTo(actions);
    Libc.posix_spawn_file_actions_addchdir_np(actions, paths.pointer().getPointer(Long.BYTES));
    Libc.posix_spawn_file_actions_addclosefrom_np(actions, FIRST_AFTER_STANDARD_STREAMS);
  }

  /**
   * The first opening waits; the second fails when this JVM has died meanwhile. By then the child
   * has closed its copies of our descriptors: while it held one of the gate's file, our death would
   * not give the lease back.
   */
  private static void waitAt(Pointer gate, Pointer actions) {
    for (int times = 0; times < 2; times++) {
      Libc.posix_spawn_file_actions_addopen(
          actions, FIRST_AFTER_STANDARD_STREAMS, gate, Libc.O_RDONLY, 0);
    }
    Libc.posix_spawn_file_actions_addclosefrom_np(actions, FIRST_AFTER_STANDARD_STREAMS);
  }

  /** The child's number, once it was started; 0 before. */
  int pid() {
    return pid.getInt(0);
  }

  @Override
  public void close() {
    paths.close();
    arguments.close();
    environment.close();
    pid.close();
  }
}
