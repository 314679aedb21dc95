package io.executionplane.lanes.process.posix;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.Optional;

/**
 * What a launch gives a child as its standard streams, and our ends of it. Whatever fails on the
 * way, no descriptor is left open.
 */
sealed interface ChildStreams extends AutoCloseable permits ChildPipes, ChildTerminal {

  static ChildStreams of(SpawnRequest request) throws IOException {
    return request.terminal().isPresent()
        ? new ChildTerminal(request.terminal().get(), request.terminalOwner())
        : new ChildPipes(request);
  }

  /** Has the child put them into place as its descriptors 0, 1 and 2. */
  void addTo(Pointer actions);

  /** Where its input goes; empty when it has none. */
  Optional<Descriptor> ourStdin();

  Descriptor ourStdout();

  /** Its error output; empty when that goes to its standard output. */
  Optional<Descriptor> ourStderr();

  /** The terminal it runs in, to be closed once it is over; empty where there are pipes. */
  Optional<Descriptor> ourTerminal();

  /** From now on our ends belong to the child's handle; {@link #close} leaves them alone. */
  void handOver();

  /** Closes what only the child needs, and our ends unless handed over. */
  @Override
  void close();
}
