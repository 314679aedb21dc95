package io.executionplane.node.cli;

import io.executionplane.node.http.HttpSettings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
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
    }
    return ExitStatus.OK;
  }
}
