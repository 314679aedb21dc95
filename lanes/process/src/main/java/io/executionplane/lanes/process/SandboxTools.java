package io.executionplane.lanes.process;

import io.executionplane.lanes.process.posix.ExecutablePath;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.seccomp.SystemCallFilter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What sandboxes are made with: bubblewrap, and one filter of system calls for all of them. */
final class SandboxTools implements AutoCloseable {

  private final List<String> hidden;
  private Optional<SystemCallFilter> filter = Optional.empty();
  private boolean isMade;

  /** Holds nothing yet. */
  SandboxTools(List<String> hidden) {
    this.hidden = List.copyOf(hidden);
  }

  /**
   * Looks for bubblewrap where the node looks for programs.
   *
   * @throws SpawnFailed when it is not installed, or no filter can be made though it could be
   */
  synchronized Bubblewrap bubblewrap() throws SpawnFailed {
    var program = ExecutablePath.resolve("bwrap", System.getenv("PATH"), "/");
    try {
      if (!isMade) {
        filter = SystemCallFilter.make();
        isMade = true;
      }
    } catch (IOException cannot) {
      throw SpawnFailed.notAdmitted("no filter of system calls: " + cannot.getMessage());
    }
    return new Bubblewrap(program, hidden, filter.map(SystemCallFilter::path));
  }

  /** No sandbox may be started any more. */
  @Override
  public synchronized void close() {
    filter.ifPresent(SystemCallFilter::close);
    filter = Optional.empty();
  }
}
