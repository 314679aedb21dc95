package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.move.Moved;
import io.executionplane.journal.move.StoreMove;
import io.executionplane.journal.replay.JournalCheck;
import io.executionplane.journal.store.DataDirectory;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.node.NodeConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep journal import}: moves a whole store into another one. */
@Command(
    name = "import",
    description = {
      "Brings everything that another store holds into this one, which must be empty: events byte"
          + " for byte, output, the log, how far sinks have come, and the keys. Then it checks what"
          + " it has made. The same log goes on here, and the other store goes no further.",
      "",
      "Neither may be in use. What was interrupted cannot be opened, and is begun anew when it is"
          + " run again. Exits as ep journal check does."
    },
    footer = {
      "",
      "Example:",
      "  ep journal import --from .execution-plane --config config/postgresql.conf --data ./new"
    },
    mixinStandardHelpOptions = true)
final class JournalImportCommand implements Callable<Integer> {

  private static final String PURPOSE = "ep journal import";

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      required = true,
      description = "Data directory of the store that is moved.")
  private Path from = Path.of("");

  @Option(
      names = "--from-config",
      paramLabel = "FILE",
      description = "Its settings, as HOCON (default: none, so an H2 file in DIR).")
  private @Nullable Path fromConfig;

  private final Console console;

  JournalImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var old = from.toAbsolutePath().normalize();
    Stores.requireExisting(old);
    if (old.equals(store.directory())) {
      throw new CliException("--from and --data name the same directory");
    }
    var moved = move(old);
    var checked = check();
    report(old, moved, checked).print(console, format.format());
    return checked.verdict().exitCode();
  }

  private Moved move(Path old) {
    var given =
        fromConfig == null ? ConfigFactory.empty() : SettingsFile.read("--from-config", fromConfig);
    var source = StoreSettings.from(NodeConfiguration.of(given));
    var target = StoreSettings.from(store.configuration());
    try (var there = DataDirectory.open(old, PURPOSE);
        var here = DataDirectory.open(store.directory(), PURPOSE);
        var progress = new ProgressLine(console, "copied")) {
      return StoreMove.run(
          source.withDirectory(there.path()),
          target.withDirectory(here.path()),
          Clock.systemUTC(),
          progress);
    }
  }

  private JournalCheck.Summary check() {
    try (var opened = Stores.open(store, PURPOSE);
        var progress = new ProgressLine(console, "checked")) {
      return new JournalCheck(opened.journal().dataSource(), finding -> {}, progress).run();
    }
  }

  private static Report report(Path old, Moved moved, JournalCheck.Summary checked) {
    var verdict = checked.verdict().name().toLowerCase(Locale.ROOT);
    var document = JsonNodeFactory.instance.objectNode();
    document.put("database", moved.database()).put("rows", moved.rows());
    moved.files().forEach(document.putArray("files")::add);
    document
        .put("verdict", verdict)
        .put("executions", checked.executions())
        .put("verified", checked.verified())
        .put("failed", checked.failures())
        .put("not_checked", checked.unchecked());
    var table = Table.plain();
    table.row("moved", moved.rows() + " rows into " + moved.database());
    table.row("moved", String.join(", ", moved.files()));
    table.row("old store", old + " records nothing more; " + old.resolve("moved") + " says why");
    table.row(
        verdict, checked.verified() + " of " + checked.executions() + " executions are right");
    if (checked.failures() > 0) {
      table.row("", "ep journal check names what is wrong; it was so before");
    }
    return new Report(document, table);
  }
}
