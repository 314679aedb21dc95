package io.executionplane.node.cli;

import io.executionplane.journal.store.DataDirectory;
import io.executionplane.journal.store.DataDirectoryException;
import io.executionplane.journal.store.DataDirectoryException.Reason;
import io.executionplane.node.remote.HttpCaller;
import io.executionplane.node.remote.ServedDirectory;
import io.executionplane.node.remote.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The node that somebody else runs. */
final class RunningServer {

  private static final Duration OPENED_WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(25);

  private RunningServer() {}

  /**
   * The one at the server that is named, or else that of whoever has the data directory.
   *
   * @throws CliException if nobody has it, or he serves nobody
   */
  static HttpCaller of(StoreOptions store) {
    return new HttpCaller(store.server().orElseGet(() -> serving(store.directory())));
  }

  private static Server serving(Path directory) {
    Stores.requireExisting(directory);
    var begun = System.nanoTime();
    while (System.nanoTime() - begun < OPENED_WITHIN.toNanos()) {
      requireInUse(directory);
      var server = ServedDirectory.find(directory).filter(HttpCaller::answers);
      if (server.isPresent()) {
        return server.get();
      }
      ServedDirectory.knock(directory);
      LockSupport.parkNanos(LOOK_AGAIN_AFTER.toNanos());
    }
    throw new CliException("whoever has " + directory + " serves nobody");
  }

  private static void requireInUse(Path directory) {
    try (var free = DataDirectory.open(directory, "ep")) {
      throw new CliException("no node runs on " + free.path());
    } catch (DataDirectoryException taken) {
      if (taken.reason() != Reason.IN_USE) {
        throw taken;
      }
    }
  }
}
