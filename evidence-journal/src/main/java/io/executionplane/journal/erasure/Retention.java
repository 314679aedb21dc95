package io.executionplane.journal.erasure;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.read.EndedExecution;
import io.executionplane.journal.read.EndedExecutions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Finds content that was kept long enough, from the oldest execution to the youngest that can be
 * old enough, in steps. Destroys nothing.
 */
public final class Retention {

  /** Executions that one step looks at. */
  static final int EXECUTIONS_AT_ONCE = 64;

  private final RetentionSettings settings;
  private final Clock clock;
  private final EndedExecutions ended;
  private final ContentReading contents;

  public Retention(DataSource database, RetentionSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.ended = new EndedExecutions(database);
    this.contents = new ContentReading(database);
  }

  /**
   * What one step found.
   *
   * @param due what is to be erased
   * @param next where the next step begins
   * @param isLast whether there is none
   */
  public record Step(List<ErasurePlan> due, long next, boolean isLast) {

    public Step {
      due = List.copyOf(due);
    }
  }

  /**
   * Looks at the next executions.
   *
   * @param from where to begin: 0, or {@link Step#next} of the step before
   * @throws ErasureFailedException if the database failed
   * @throws io.executionplane.journal.read.JournalReadException if the database failed
   */
  public Step step(long from) {
    var shortest = settings.shortest();
    if (shortest.isEmpty()) {
      return new Step(List.of(), from, true);
    }
    var now = clock.instant();
    var page = ended.page(from, now.minus(shortest.get()), EXECUTIONS_AT_ONCE);
    var due = new ArrayList<ErasurePlan>();
    page.executions().forEach(execution -> addDue(execution, now, due));
    return new Step(due, page.next(), page.isLast());
  }

  private void addDue(EndedExecution execution, Instant now, List<ErasurePlan> due) {
    var output = settings.output().of(execution.status()).filter(isOver(execution, now));
    var request = settings.request().of(execution.status()).filter(isOver(execution, now));
    if (output.isEmpty() && request.isEmpty()) {
      return;
    }
    var present = contents.of(execution.ref()).stream().filter(StoredContent::isPresent).toList();
    output.ifPresent(
        kept -> add(execution, present, each -> !isRequest(each), "output", kept, due));
    request.ifPresent(kept -> add(execution, present, Retention::isRequest, "request", kept, due));
  }

  private static Predicate<Duration> isOver(EndedExecution execution, Instant now) {
    return kept -> !execution.endedAt().plus(kept).isAfter(now);
  }

  private static boolean isRequest(StoredContent content) {
    return content.stream().equals(StreamName.REQUEST);
  }

  private static void add(
      EndedExecution execution,
      List<StoredContent> present,
      Predicate<StoredContent> wanted,
      String what,
      Duration kept,
      List<ErasurePlan> due) {
    var contents = present.stream().filter(wanted).toList();
    if (!contents.isEmpty()) {
      var reason =
          "retention: the %s of executions that ended as %s is kept for %s"
              .formatted(what, RetentionPeriods.name(execution.status()), kept);
      due.add(new ErasurePlan(execution, contents, reason));
    }
  }
}
