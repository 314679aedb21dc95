package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.journal.export.ExportManifest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep evidence export}: what an auditor keeps. */
@Command(
    name = "export",
    description = {
      "Writes an execution's evidence into a directory that can be verified anywhere: its events"
          + " and output, and the proof that the log has them.",
      "",
      "The directory must not exist, or be empty. It appears when everything is written."
    },
    footer = {"", "Example:", "  ep evidence export ex_4k7qab --out ./evidence"},
    mixinStandardHelpOptions = true)
final class EvidenceExportCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private RefParameter ref = new RefParameter();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write it.")
  private Path directory = Path.of("");

  @Option(
      names = "--commitments-only",
      description = "Leave the content of all streams out: only what proves it is written.")
  private boolean commitmentsOnly;

  private final Console console;

  EvidenceExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Reach.record(
        store,
        "ep evidence export",
        console,
        view -> {
          var manifest = view.export(view.resolve(ref.text()), directory, commitmentsOnly);
          report(manifest).print(console, format.format());
          return ExitStatus.OK;
        });
  }

  private Report report(JsonNode document) {
    var manifest = ExportManifest.CONTRACT.decode(document);
    var table = Table.plain();
    table.row("exported", manifest.executionRef().text(), directory.toString());
    table.row("events", Long.toString(manifest.eventCount()));
    for (var stream : manifest.streams()) {
      table.row(
          stream.stream().text(),
          stream.chunkCount() + " chunks",
          manifest.commitmentsOnly() ? "commitments only" : stream.byteCount() + " bytes");
    }
    for (var missing : manifest.missing()) {
      table.row("without", word(missing.what()), word(missing.why()));
    }
    return new Report(document, table);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
