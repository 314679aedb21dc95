package io.executionplane.node.cli;

import io.executionplane.journal.view.ListQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep journal list}: executions, newest first, narrowed by what is recorded of them. */
@Command(
    name = "list",
    description = {
      "Lists executions, newest first, narrowed by what is recorded of them.",
      "",
      "A page may be short, even empty, when there is more: go on with its next_page_token, which"
          + " -o json shows."
    },
    footer = {
      "",
      "Example:",
      "  ep journal list --lane process --label team=a --since 2026-11-20T00:00:00Z"
    },
    mixinStandardHelpOptions = true)
final class JournalListCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private PageOptions page = new PageOptions();

  @Option(names = "--lane", paramLabel = "LANE", description = "Only this lane.")
  private @Nullable String lane;

  @Option(names = "--target", paramLabel = "ID", description = "Only this target.")
  private @Nullable String target;

  @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant.")
  private @Nullable String tenant;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      converter = AssignmentConverter.class,
      description = "Only those with this label; may be given again.")
  private List<Assignment> labels = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only those admitted or refused at TIME or later, like 2026-11-20T08:00:00Z.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only those admitted or refused before TIME.")
  private @Nullable Instant until;

  private final Console console;

  JournalListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ListCommand.print(query(), store, "ep journal list", console, format.format());
    return ExitStatus.OK;
  }

  private ListQuery query() {
    var query = page.query();
    return new ListQuery(
        query.limit(),
        query.statuses(),
        Optional.ofNullable(lane),
        Optional.ofNullable(target),
        Optional.ofNullable(tenant),
        labels(),
        Optional.ofNullable(since),
        Optional.ofNullable(until),
        query.pageToken());
  }

  private Map<String, String> labels() {
    var wanted = new HashMap<String, String>();
    for (var label : labels) {
      if (wanted.put(label.name(), label.value()) != null) {
        throw new CliException("--label names " + label.name() + " twice");
      }
    }
    return wanted;
  }
}
