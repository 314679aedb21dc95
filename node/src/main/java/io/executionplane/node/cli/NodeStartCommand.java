package io.executionplane.node.cli;

import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.http.HttpSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep node start}: a node with an HTTP endpoint, until it is stopped. */
@Command(
    name = "start",
    description = {
      "Runs a node until it gets SIGTERM or SIGINT. Then it takes nothing new, stops what runs,"
          + " records how it ended, and exits with 0."
    },
    footer = {"", "Example:", "  ep node start --port 7480"},
    mixinStandardHelpOptions = true)
final class NodeStartCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(NodeStartCommand.class);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen at, 0 for any (default: execution-plane.http.port).")
  private @Nullable Integer port;

  private final Console console;

  NodeStartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    var configured = HttpSettings.from(store.configuration());
    var settings = port == null ? configured : configured.atPort(port);
    var stopped = new CountDownLatch(1);
    try (var interruption = Interruption.watch();
        var plane = Planes.open(store, "ep node start");
        var door = OpenDoor.of(plane, settings, store.directory())) {
      interruption.isTheEnd(ExitStatus.OK);
      interruption.onInterrupt(stopped::countDown);
      var unused = plane.whenLost().thenRun(stopped::countDown);
      console.complain("listening at " + door.base());
      stopped.await();
      letGo(plane, door);
    }
    return ExitStatus.OK;
  }

  /** Whoever waits for what runs, or follows it, is told its end before he is cut off. */
  private static void letGo(ExecutionPlane plane, OpenDoor door) throws InterruptedException {
    door.retire();
    try {
      plane
          .stopRunning(STOPPED_WITHIN)
          .thenCompose(stopped -> door.endpoint().unused())
          .toCompletableFuture()
          .get(STOPPED_WITHIN.plus(TOLD_WITHIN).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException late) {
      LOG.warn("not everybody was told how what ran has ended");
    }
  }
}
