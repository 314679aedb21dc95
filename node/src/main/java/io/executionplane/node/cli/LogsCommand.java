package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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

  private final Console console;

  LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    requireSensible();
    try (var opened = Stores.open(store, "ep logs")) {
      var view = opened.reader().find(opened.resolve(ref.text())).orElseThrow();
      var source = new JdbcEvidenceSource(opened.journal().dataSource());
      for (var name : wanted()) {
        print(source, view.ref(), name);
        recordOf(view, name).ifPresent(this::sayWhatIsMissing);
      }
    }
    return ExitStatus.OK;
  }

  private void requireSensible() {
    if (stream != null && !StreamName.isName(stream)) {
      throw new CliException("--stream: no stream can be called that");
    }
    if (from < 0 || (from > 0 && stream == null)) {
      throw new CliException("--from needs --stream and an offset of 0 or more");
    }
  }

  private List<StreamName> wanted() {
    return stream == null
        ? List.of(StreamName.STDOUT, StreamName.PTY, StreamName.STDERR)
        : List.of(new StreamName(stream));
  }

  private void print(JdbcEvidenceSource source, ExecutionRef execution, StreamName name)
      throws IOException {
    var toStderr = stream == null && name.equals(StreamName.STDERR);
    var printer = console.bytePrinter(toStderr);
    for (var chunks = source.chunks(execution, name.text()); chunks.hasNext(); ) {
      printer.print(wantedPart(chunks.next()));
    }
    printer.end();
  }

  private byte[] wantedPart(ChunkRow chunk) {
    var bytes = chunk.bytes();
    if (bytes == null) {
      return new byte[0];
    }
    var skipped = (int) Math.min(bytes.length, Math.max(0, from - chunk.offset()));
    return skipped == 0 ? bytes : Arrays.copyOfRange(bytes, skipped, bytes.length);
  }

  private static Optional<StreamRecord> recordOf(ExecutionView view, StreamName name) {
    return view.state().result().stream()
        .flatMap(result -> result.streams().stream())
        .filter(record -> record.stream().equals(name))
        .findFirst();
  }

  private void sayWhatIsMissing(StreamRecord record) {
    for (var omission : record.omitted()) {
      console.complain(
          record.stream()
              + ": bytes "
              + omission.range().from()
              + " to "
              + omission.range().to()
              + " were not stored ("
              + omission.reason().name().toLowerCase(Locale.ROOT)
              + ")");
    }
  }
}
