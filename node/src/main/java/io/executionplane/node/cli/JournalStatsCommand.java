package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.journal.replay.JournalStats;
import io.executionplane.node.document.ExecutionDocuments;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep journal stats}: what a store holds, in numbers. */
@Command(
    name = "stats",
    description = "Counts what a store holds.",
    footer = {"", "Example:", "  ep journal stats -o json"},
    mixinStandardHelpOptions = true)
final class JournalStatsCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  JournalStatsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var opened = Stores.open(store, "ep journal stats")) {
      report(count(opened)).print(console, format.format());
    }
    return ExitStatus.OK;
  }

  private JournalStats count(Stores opened) {
    try (var progress = new ProgressLine(console, "counted")) {
      return JournalStats.of(opened.journal().dataSource(), progress);
    }
  }

  private static Report report(JournalStats stats) {
    var document = JsonNodeFactory.instance.objectNode();
    var table = Table.plain();
    put("executions", stats.executions(), document, table);
    var statuses = document.putObject("statuses");
    stats
        .statuses()
        .forEach(
            (status, count) ->
                put("status", ExecutionDocuments.name(status), count, statuses, table));
    put("lane", stats.lanes(), document.putObject("lanes"), table);
    put("tenant", stats.tenants(), document.putObject("tenants"), table);
    put("damaged", stats.damaged(), document, table);
    put("foreign_records", stats.foreignRecords(), document, table);
    put("events", stats.events(), document, table);
    put("event_bytes", stats.eventBytes(), document, table);
    put("chunks", stats.chunks(), document, table);
    put("chunk_bytes", stats.chunkBytes(), document, table);
    put("erased_chunks", stats.erasedChunks(), document, table);
    stats.first().ifPresent(at -> put("first_at", Timestamps.text(at), document, table));
    stats.last().ifPresent(at -> put("last_at", Timestamps.text(at), document, table));
    return new Report(document, table);
  }

  private static void put(String kind, Map<String, Long> counts, ObjectNode document, Table table) {
    counts.forEach((name, count) -> put(kind, name, count, document, table));
  }

  private static void put(String kind, String name, long count, ObjectNode document, Table table) {
    document.put(name, count);
    table.row(kind + " " + name, Long.toString(count));
  }

  private static void put(String name, long count, ObjectNode document, Table table) {
    document.put(name, count);
    table.row(name.replace('_', ' '), Long.toString(count));
  }

  private static void put(String name, String value, ObjectNode document, Table table) {
    document.put(name, value);
    table.row(name.replace('_', ' '), value);
  }
}
