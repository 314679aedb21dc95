package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.node.attach.DetachKeys;
import io.executionplane.node.remote.HttpCaller;
import io.executionplane.node.remote.RemoteAttachment;
import io.executionplane.node.remote.RemoteNode;
import io.executionplane.node.remote.RemoteProblemException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep attach}: joins our standard streams, or our terminal, to those of an execution. */
@Command(
    name = "attach",
    description = {
      "Joins our standard streams to those of an execution that runs, or our terminal to its"
          + " terminal, and exits as it does. All of its output is shown, from the beginning.",
      "",
      "The detach keys leave a terminal, and it goes on; so it does when we are interrupted or"
          + " killed. Our input is its input, up to the end of ours, unless --read-only is given."
    },
    footer = {"", "Example:", "  ep attach ex_4k7qab"},
    mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private RefParameter ref = new RefParameter();

  @Option(names = "--read-only", description = "Look on: give no input, and change nothing.")
  private boolean readOnly;

  @Option(
      names = "--detach-keys",
      paramLabel = "KEYS",
      defaultValue = DetachKeys.USUAL,
      description = "Keys that leave a terminal, with commas between (default: ${DEFAULT-VALUE}).")
  private String detachKeys = DetachKeys.USUAL;

  @Option(
      names = "--grant",
      paramLabel = "FILE",
      description = "Attach on the grant in this file, instead of a role of our own.")
  private @Nullable Path grant;

  private final Console console;

  AttachCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var keys = keys();
    var caller = RunningServer.of(store);
    var execution = new ServedView(caller).resolve(ref.text());
    try (var attached = attach(caller, execution)) {
      return new AttachedStreams(attached.session(), console, readOnly).join(keys);
    }
  }

  private DetachKeys keys() {
    try {
      return DetachKeys.parse(detachKeys);
    } catch (IllegalArgumentException wrong) {
      throw new CliException("--detach-keys: " + wrong.getMessage());
    }
  }

  private RemoteAttachment attach(HttpCaller caller, ExecutionRef execution) {
    var server = caller.server();
    var signed = Optional.ofNullable(grant).map(file -> GrantFile.read("--grant", file));
    var directions =
        readOnly ? EnumSet.of(AttachDirection.READ) : EnumSet.allOf(AttachDirection.class);
    try {
      return new RemoteNode(server.base(), server.token(), HttpClient.newHttpClient())
          .attach(execution, directions, signed);
    } catch (RemoteProblemException refused) {
      throw new CliException(execution.text() + " " + refused.getMessage());
    } catch (IOException lost) {
      throw new CliException(ExitStatus.CONNECTION_LOST, String.valueOf(lost.getMessage()));
    }
  }
}
