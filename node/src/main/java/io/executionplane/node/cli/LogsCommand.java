package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep logs}: what an execution put out. */
@Command(
    name = "logs",
    description = {
      "Prints what is stored of an execution's output: its stdout on ours and its stderr on ours,"
          + " or one stream on stdout.",
      "",
      "To a terminal, whatever could steer it is shown as an escape; anywhere else the bytes are as"
          + " they were. What was not stored is said on stderr."
    },
    footer = {"", "Example:", "  ep logs ex_4k7qab --stream stderr"},
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private RefParameter ref = new RefParameter();

  @Option(
      names = "--stream",
      paramLabel = "STREAM",
      description = "Only this stream: stdout, stderr, stdin or request.")
  private @Nullable String stream;

  @Option(
      names = "--from",
      paramLabel = "OFFSET",
      description = "Begin at this offset (with --stream; default: 0).")
  private long from;

  @Option(
      names = {"-f", "--follow"},
      description = {
        "Go on with what comes, until the execution has ended, and exit as \"ep run\" would have."
      })
  private boolean follow;

  private final Console console;

  LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    requireSensible();
    return Reach.record(
        store,
        "ep logs",
        console,
        view -> {
          var execution = view.resolve(ref.text());
          var wanted = wanted(view, execution);
          if (follow) {
            followAll(view, execution, wanted);
          } else {
            for (var name : wanted) {
              print(view, execution, name);
            }
          }
          return follow ? ExitStatus.of(view.awaitEnd(execution)) : ExitStatus.OK;
        });
  }

  private void requireSensible() {
    if (stream != null && !StreamName.isName(stream)) {
      throw new CliException("--stream: no stream can be called that");
    }
    if (from < 0 || (from > 0 && stream == null)) {
      throw new CliException("--from needs --stream and an offset of 0 or more");
    }
  }

  /** Those that the execution has; of one that goes on, those that any can have. */
  private List<StreamName> wanted(RecordView view, ExecutionRef execution) {
    if (stream != null) {
      return List.of(new StreamName(stream));
    }
    var known = view.show(execution).path("result").path("streams").findValuesAsText("stream");
    return Stream.of(StreamName.STDOUT, StreamName.PTY, StreamName.STDERR)
        .filter(name -> known.isEmpty() || known.contains(name.text()))
        .toList();
  }

  /** All at once, so that each byte is shown when it is there. */
  private void followAll(RecordView view, ExecutionRef execution, List<StreamName> wanted)
      throws IOException {
    var threads = Executors.newFixedThreadPool(wanted.size());
    try {
      var followed = new ArrayList<Future<?>>();
      for (var name : wanted) {
        followed.add(
            threads.submit(
                () -> {
                  print(view, execution, name);
                  return name;
                }));
      }
      for (var each : followed) {
        each.get();
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IOException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitStatus.INTERRUPTED, "interrupted");
    } finally {
      threads.shutdownNow();
    }
  }

  private void print(RecordView view, ExecutionRef execution, StreamName name) throws IOException {
    var toStderr = stream == null && name.equals(StreamName.STDERR);
    var printer = console.bytePrinter(toStderr);
    view.output(execution, name, from, follow, new Printing(name, printer));
    printer.end();
  }

  /** Prints what is there, and says what is not. */
  private final class Printing implements RecordView.OutputTaker {

    private final StreamName name;
    private final BytePrinter printer;

    Printing(StreamName name, BytePrinter printer) {
      this.name = name;
      this.printer = printer;
    }

    @Override
    public void bytes(byte[] bytes) throws IOException {
      printer.print(bytes);
    }

    @Override
    public void missing(long begin, long end, String reason) {
      console.complain(
          "%s: bytes %d to %d were not stored (%s)".formatted(name, begin, end, reason));
    }
  }
}
