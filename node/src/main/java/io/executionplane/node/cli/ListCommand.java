package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.read.ExecutionPage;
import io.executionplane.journal.read.InvalidPageTokenException;
import io.executionplane.journal.read.ListQuery;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ep list}: executions, newest first. */
@Command(
    name = "list",
    description = "Lists executions, newest first.",
    footer = {"", "Example:", "  ep list --status failed --limit 5 -o json"},
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  private static final int LIMIT_DEFAULT = 20;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most N, 1 to " + ListQuery.LIMIT_MAX + " (default: " + LIMIT_DEFAULT + ").")
  private int limit = LIMIT_DEFAULT;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      converter = StatusConverter.class,
      description =
          "Only these: accepted, running, succeeded, failed, rejected, cancelled,"
              + " timed_out, lost; may be given again.")
  private Set<ExecutionStatus> statuses = EnumSet.noneOf(ExecutionStatus.class);

  @Option(
      names = "--page-token",
      paramLabel = "TOKEN",
      description = "Go on where an earlier list ended.")
  private @Nullable String pageToken;

  private final Console console;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > ListQuery.LIMIT_MAX) {
      throw new CliException("--limit must be 1 to " + ListQuery.LIMIT_MAX);
    }
    var query = ListQuery.newest(limit).withStatuses(statuses);
    try (var opened = Stores.open(store, "ep list")) {
      var page = opened.reader().list(pageToken == null ? query : query.after(pageToken));
      report(page).print(console, format.format());
    } catch (InvalidPageTokenException wrong) {
      throw new CliException("--page-token: " + wrong.getMessage());
    }
    return ExitStatus.OK;
  }

  private static Report report(ExecutionPage page) {
    var document = JsonNodeFactory.instance.objectNode();
    var list = document.putArray("executions");
    var table = Table.withHeader("EXECUTION", "STATUS", "EXIT", "ADMITTED", "LANE", "WHAT");
    for (var view : page.executions()) {
      list.add(Views.document(view));
      table.row(Views.row(view));
    }
    page.nextPageToken()
        .ifPresentOrElse(
            token -> document.put("next_page_token", token),
            () -> document.putNull("next_page_token"));
    return new Report(document, table);
  }

  /** Reads a status by its wire name. */
  static final class StatusConverter implements ITypeConverter<ExecutionStatus> {

    @Override
    public ExecutionStatus convert(String text) {
      for (var status : ExecutionStatus.values()) {
        if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
          return status;
        }
      }
      throw new TypeConversionException("there is no such status");
    }
  }
}
