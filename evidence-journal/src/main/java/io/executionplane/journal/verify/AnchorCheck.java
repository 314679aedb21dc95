package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Holds a chain against the heads of it that something else vouches for. */
final class AnchorCheck {

  private final ExecutionRef ref;
  private final TreeMap<Long, Set<Sha256>> anchored = new TreeMap<>();
  private final Findings findings;
  private long agreedSeq;

  AnchorCheck(ExecutionRef ref, List<ChainHead> heads, Findings findings) {
    this.ref = ref;
    this.findings = findings;
    for (var head : heads) {
      anchored.computeIfAbsent(head.seq(), seq -> new HashSet<>()).add(head.hash());
    }
  }

  /** Whether no anchor contradicts a head. */
  boolean agree(ChainHead head) {
    var hashes = anchored.get(head.seq());
    if (hashes == null) {
      return true;
    }
    var agrees = hashes.equals(Set.of(head.hash()));
    agreedSeq = agrees ? head.seq() : agreedSeq;
    return agrees;
  }

  /** Reports how far the anchors reach, once the chain is known to end with a sequence number. */
  void finish(long lastSeq) {
    var last = anchored.isEmpty() ? 0 : anchored.lastKey();
    if (last > lastSeq) {
      findings.failed(
          ref + " seq " + last,
          "is missing: the end of the chain was cut off after seq " + lastSeq);
    } else if (last < lastSeq) {
      findings.notChecked(
          ref + " seq " + (last + 1) + " to " + lastSeq,
          "whether this is the end of the chain: no anchor vouches for it");
    } else if (agreedSeq == lastSeq && lastSeq > 0) {
      findings.checked(
          ref + " seq " + lastSeq, "the end of the chain has the hash that was kept of it");
    }
  }
}
