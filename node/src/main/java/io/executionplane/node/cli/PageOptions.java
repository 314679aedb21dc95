package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.view.ListQuery;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long a list may be, where it begins, and which states it shows. */
final class PageOptions {

  private static final int LIMIT_DEFAULT = 20;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most N, 1 to " + ListQuery.LIMIT_MAX + " (default: " + LIMIT_DEFAULT + ").")
  private int limit = LIMIT_DEFAULT;

  @Option(
      names = {"--status", "--state"},
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

  ListQuery query() {
    if (limit < 1 || limit > ListQuery.LIMIT_MAX) {
      throw new CliException("--limit must be 1 to " + ListQuery.LIMIT_MAX);
    }
    var query = ListQuery.newest(limit).withStatuses(statuses);
    return pageToken == null ? query : query.after(pageToken);
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
