package io.executionplane.journal.write;

import io.executionplane.journal.commit.Write;
import io.executionplane.journal.output.Content;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/**
 * Events of one execution that were written at once, with the content that they name.
 *
 * @param events at least one
 * @param bytes of events and content
 */
record PendingEvents(
    List<EventRow> events, List<Content> contents, long bytes, CompletableFuture<Done> stored)
    implements Write {

  static PendingEvents of(List<EventRow> events) {
    var contents =
        events.stream().map(row -> row.event().content()).flatMap(Optional::stream).toList();
    var bytes =
        events.stream().mapToLong(row -> row.event().size()).sum()
            + contents.stream().mapToLong(Content::bytes).sum();
    return new PendingEvents(List.copyOf(events), contents, bytes, new CompletableFuture<>());
  }

  @Override
  public int rows() {
    return events.size() + contents.stream().mapToInt(Content::rows).sum();
  }
}
