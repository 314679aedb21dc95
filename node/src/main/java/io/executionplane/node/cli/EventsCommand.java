package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.UnreadableEventException;
import io.executionplane.journal.read.StoredRow;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep events}: the record of an execution, event by event. */
@Command(
    name = "events",
    description = "Prints the recorded events of an execution, in order.",
    footer = {"", "Example:", "  ep events ex_4k7qab -o json"},
    mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {

  /** A payload longer than this is cut in the table; the document has all of it. */
  private static final int PAYLOAD_CHARS_MAX = 160;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private RefParameter ref = new RefParameter();

  private final Console console;

  EventsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var document = JsonNodeFactory.instance.objectNode();
    var events = document.putArray("events");
    var table = Table.withHeader("SEQ", "AT", "EVENT", "PAYLOAD");
    try (var opened = Stores.open(store, "ep events")) {
      opened.reader().rows(opened.resolve(ref.text()), 1).forEach(row -> add(row, events, table));
    }
    new Report(document, table).print(console, format.format());
    return ExitStatus.OK;
  }

  /** What is damaged is shown as that, in its place. */
  private static void add(StoredRow row, ArrayNode events, Table table) {
    try {
      var event = row.event();
      var tree = Json.parse(event.canonical());
      events.add(tree);
      table.row(
          Long.toString(row.seq()),
          event.event().emittedAt().toString(),
          event.event().type(),
          shorten(CanonicalJson.text(tree.get("payload"))));
    } catch (UnreadableEventException | MalformedJsonException damaged) {
      events.addObject().put("seq", row.seq()).put("damaged", damaged.getMessage());
      table.row(Long.toString(row.seq()), "-", "damaged", String.valueOf(damaged.getMessage()));
    }
  }

  private static String shorten(String text) {
    return text.length() <= PAYLOAD_CHARS_MAX ? text : text.substring(0, PAYLOAD_CHARS_MAX) + "…";
  }
}
