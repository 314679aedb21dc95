package io.executionplane.journal.anchor;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Heads that wait for the log, the newest of each execution, oldest execution first. Bounded. */
final class WaitingHeads {

  private final int max;
  private final Map<ExecutionRef, AnchoredHead> heads = new LinkedHashMap<>();
  private boolean lookAgain;

  WaitingHeads(int max) {
    this.max = max;
  }

  /**
   * What is to be written next.
   *
   * @param looksAgain whether the journal holds more that was not told, or did not fit
   */
  record Batch(List<AnchoredHead> heads, boolean looksAgain) {}

  /**
   * Adds a head, in the place of an older one of the same execution.
   *
   * @return whether whoever writes them has a reason to look that was not there before: this is the
   *     first, or now they fill a batch
   */
  boolean put(AnchoredHead head) {
    var wasIdle = isIdle();
    var wasUrgent = isUrgent();
    var known = heads.get(head.ref());
    if (known == null && heads.size() >= max) {
      lookAgain = true;
    } else if (known == null || known.head().seq() < head.head().seq()) {
      heads.put(head.ref(), head);
    }
    return wasIdle || (isUrgent() && !wasUrgent);
  }

  /** The journal must be looked through for heads that nobody tells of any more. */
  void lookAgain() {
    lookAgain = true;
  }

  boolean isIdle() {
    return heads.isEmpty() && !lookAgain;
  }

  /** Whether there is all that one batch takes. */
  boolean isUrgent() {
    return heads.size() >= EvidenceLog.BATCH_MAX;
  }

  boolean holds(ExecutionRef ref) {
    return heads.containsKey(ref) || lookAgain;
  }

  Batch take(int most) {
    var taken = new ArrayList<AnchoredHead>();
    var each = heads.values().iterator();
    while (each.hasNext() && taken.size() < most) {
      taken.add(each.next());
      each.remove();
    }
    var batch = new Batch(taken, lookAgain);
    lookAgain = false;
    return batch;
  }
}
