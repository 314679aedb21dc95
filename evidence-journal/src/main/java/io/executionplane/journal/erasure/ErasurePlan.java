package io.executionplane.journal.erasure;

import io.executionplane.journal.anchor.AnchoredHead;
import io.executionplane.journal.anchor.ErasedContent;
import io.executionplane.journal.read.EndedExecution;
import java.util.List;

/**
 * What is to be erased of one execution.
 *
 * @param contents of the streams, all of each; may be none
 * @param reason why, for a person
 */
public record ErasurePlan(EndedExecution execution, List<StoredContent> contents, String reason) {

  public ErasurePlan {
    contents = List.copyOf(contents);
  }

  /** Bytes that are destroyed. */
  public long bytes() {
    return contents.stream().mapToLong(StoredContent::presentBytes).sum();
  }

  /** Entries of the log at most. */
  int entries() {
    return 1 + contents.size();
  }

  AnchoredHead head() {
    return AnchoredHead.of(execution.last());
  }

  /** What the log will say. */
  List<ErasedContent> declared() {
    return contents.stream()
        .map(each -> new ErasedContent(execution.ref(), each.stream(), each.range(), reason))
        .toList();
  }
}
