package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.KeyAdded;
import io.executionplane.contracts.evidence.log.LogEntry.KeyRetired;
import io.executionplane.contracts.evidence.log.LogKey;
import io.executionplane.journal.log.LogProof;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a log's entries about keys, in order, against the handovers that are kept of it. */
final class KeyEntryCheck {

  private final Set<Long> handoverSizes;
  private @Nullable LogKey added;
  private @Nullable LogKey before;

  KeyEntryCheck(List<LogProof> handovers) {
    this.handoverSizes =
        handovers.stream()
            .map(each -> each.checkpoint().checkpoint().head().size())
            .collect(Collectors.toSet());
  }

  /** What is wrong with the next entry; nothing if it is where it may be. */
  Optional<String> objection(long index, LogEntry entry) {
    if (entry instanceof KeyAdded key) {
      before = added;
      added = key.key();
      return index == 0 || handoverSizes.contains(index + 2)
          ? Optional.empty()
          : Optional.of("adds a key, and no handover is kept of it");
    }
    if (entry instanceof KeyRetired key) {
      return handoverSizes.contains(index + 1) && key.key().equals(before)
          ? Optional.empty()
          : Optional.of("retires a key, and no handover from it is kept");
    }
    return handoverSizes.contains(index + 1)
        ? Optional.of("stands where a handover retires a key")
        : Optional.empty();
  }
}
