package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.node.cli.FormatOption.Format;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is recorded, until the execution has ended.")
  private boolean follow;

  private final Console console;

  EventsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Reach.record(
        store,
        "ep events",
        console,
        view -> {
          var execution = view.resolve(ref.text());
          if (follow) {
            view.events(execution, true, this::printNow);
          } else {
            print(view, execution);
          }
          return ExitStatus.OK;
        });
  }

  private void print(RecordView view, ExecutionRef execution) {
    var document = JsonNodeFactory.instance.objectNode();
    var events = document.putArray("events");
    var table = Table.withHeader("SEQ", "AT", "EVENT", "PAYLOAD");
    view.events(
        execution,
        false,
        event -> {
          events.add(event);
          table.row(row(event));
        });
    new Report(document, table).print(console, format.format());
  }

  /** One a line, each as soon as it is there: a list that goes on has no widths. */
  private void printNow(JsonNode event) {
    console
        .out()
        .println(
            format.format() == Format.table
                ? Inert.text(String.join("  ", row(event)))
                : CanonicalJson.text(event));
    console.flush();
  }

  private static String[] row(JsonNode event) {
    var seq = event.path("seq").asText();
    if (event.hasNonNull("damaged")) {
      return new String[] {seq, "-", "damaged", event.path("damaged").asText()};
    }
    return new String[] {
      seq,
      event.path("emitted_at").asText(),
      event.path("evidence_type").asText(),
      shorten(CanonicalJson.text(event.path("payload")))
    };
  }

  private static String shorten(String text) {
    return text.length() <= PAYLOAD_CHARS_MAX ? text : text.substring(0, PAYLOAD_CHARS_MAX) + "…";
  }
}
