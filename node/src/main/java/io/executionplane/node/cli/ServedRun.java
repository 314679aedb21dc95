package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.spi.EffectControl.Resize;
import io.executionplane.node.remote.HttpCaller;
import io.executionplane.node.remote.RemoteForeground;
import io.executionplane.node.remote.RemoteNode;
import io.executionplane.node.remote.RemoteProblemException;
import io.executionplane.node.remote.ServerException;
import io.executionplane.node.wire.CancelReason;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One execution at a server, with our standard streams as its own. */
final class ServedRun {

  private static final int PIECE_BYTES = 64 * 1024;

  private final HttpCaller caller;
  private final Console console;
  private final Interruption interruption;
  private final boolean quiet;
  private final AtomicBoolean outputClosed = new AtomicBoolean();

  ServedRun(HttpCaller caller, Console console, Interruption interruption, boolean quiet) {
    this.caller = caller;
    this.console = console;
    this.interruption = interruption;
    this.quiet = quiet;
  }

  /** With our streams as they are. */
  int run(AdmissionRequest request, boolean givesInput) {
    return report(follow(request, givesInput, Optional.empty()));
  }

  /** In a terminal as ours, which is only joined to the command's until that has ended. */
  int runInTerminal(AdmissionRequest request) {
    ExecutionResult result;
    try (var terminal = OurTerminal.takeOver()) {
      result = follow(request, true, Optional.of(terminal));
    }
    return report(result);
  }

  // --- From the request to the result

  private ExecutionResult follow(
      AdmissionRequest request, boolean givesInput, Optional<OurTerminal> terminal) {
    try (var foreground = submit(request, givesInput)) {
      interruption.onInterrupt(() -> foreground.cancel(CancelReason.USER_INTERRUPT));
      terminal.ifPresent(joined -> keepSizes(foreground));
      if (givesInput) {
        start("stdin", () -> type(foreground));
      }
      var printed = print(foreground);
      var result = foreground.result().get();
      for (var each : printed) {
        each.join();
      }
      return result;
    } catch (ExecutionException lost) {
      throw lost();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitStatus.INTERRUPTED, "interrupted");
    }
  }

  private CliException lost() {
    return new CliException(
        ExitStatus.CONNECTION_LOST,
        "the connection to "
            + caller.server()
            + " was lost, and with it what became of the execution");
  }

  /** What is not submitted may be submitted again, under the same request id. */
  private RemoteForeground submit(AdmissionRequest request, boolean givesInput) {
    var node =
        new RemoteNode(caller.server().base(), caller.server().token(), HttpClient.newHttpClient());
    try {
      return node.submit(request, givesInput);
    } catch (RemoteProblemException refused) {
      if (refused.code().equals("node_draining")) {
        throw new ServerGoneException(refused);
      }
      throw new CliException(Refusals.say(refused.problem()));
    } catch (IOException lost) {
      throw new ServerGoneException(lost);
    }
  }

  private static void keepSizes(RemoteForeground foreground) {
    Runnable relay =
        () -> {
          var size = OurTerminal.size();
          var unused = foreground.control(new Resize(size.cols(), size.rows()));
        };
    WindowChanges.onChange(relay);
    relay.run(); // It may have changed since the request was made.
  }

  // --- Our streams

  private List<Thread> print(RemoteForeground foreground) {
    var out = new FileOutputStream(FileDescriptor.out);
    var threads = new ArrayList<Thread>();
    threads.add(start("stdout", () -> copy(foreground, StreamName.STDOUT, out)));
    threads.add(start("pty", () -> copy(foreground, StreamName.PTY, out)));
    threads.add(
        start(
            "stderr",
            () -> copy(foreground, StreamName.STDERR, new FileOutputStream(FileDescriptor.err))));
    return threads;
  }

  private static Thread start(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void copy(RemoteForeground foreground, StreamName name, OutputStream to) {
    try (var from = outputOf(foreground, name)) {
      var piece = new byte[PIECE_BYTES];
      for (var read = from.read(piece); read >= 0; read = from.read(piece)) {
        if (!write(to, piece, read)) {
          // When whoever reads us has gone away there is no point in going on, as after SIGPIPE.
          outputClosed.set(true);
          foreground.cancel(CancelReason.OUTPUT_CLOSED);
          return;
        }
      }
    } catch (IOException lost) {
      // Told by the result, which is then lost as well.
    }
  }

  /** Of what ran before, what is stored; of what runs now, what comes. */
  private static InputStream outputOf(RemoteForeground foreground, StreamName name) {
    return foreground.receipt().replayed()
        ? foreground.session().read(name, 0)
        : foreground.output(name);
  }

  private static boolean write(OutputStream to, byte[] piece, int length) {
    try {
      to.write(piece, 0, length);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static void type(RemoteForeground foreground) {
    try (var input = foreground.input()) {
      new FileInputStream(FileDescriptor.in).transferTo(input);
    } catch (IOException closed) {
      // The command takes no more.
    }
  }

  // --- What we say of it

  private int report(ExecutionResult result) {
    var verification = verification(result);
    result
        .failure()
        .filter(failure -> result.output().isEmpty())
        .ifPresent(failure -> console.complain(failure.reason()));
    var isFailed = verification.path("verdict").asText().equals("failed");
    if (!quiet || isFailed) {
      console.err().println(Summary.line(result, verification));
    }
    if (isFailed) {
      return ExitStatus.PLANE;
    }
    if (interruption.isInterrupted()) {
      return ExitStatus.INTERRUPTED;
    }
    return outputClosed.get() ? ExitStatus.OUTPUT_CLOSED : ExitStatus.of(result);
  }

  /** A node that stops tells every end, and may be gone before it is asked for more. */
  private static JsonNode unknown(ServerException why) {
    var verification = JsonNodeFactory.instance.objectNode().put("verdict", "incomplete");
    verification
        .putArray("not_checked")
        .addObject()
        .put("place", "record")
        .put("finding", why.getMessage());
    return verification;
  }

  private JsonNode verification(ExecutionResult result) {
    var path = "/v1/executions/" + result.executionRef().text() + "/evidence/verification";
    try {
      return caller.get(path);
    } catch (ServerException gone) {
      return unknown(gone);
    }
  }
}
