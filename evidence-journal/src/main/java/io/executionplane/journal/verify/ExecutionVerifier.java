package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.Optional;

/**
 * Recomputes an execution's record from what is stored.
 *
 * <p>Checked are the events (canonical, numbered without gap, linked, in a possible order, ended
 * once) and the streams (commitments, places, roots, digests, and that no event is without its
 * chunks and no chunk without its event). The first broken place comes first.
 *
 * <p>Not covered by any commitment is the time at which a chunk was read; it is only checked never
 * to go back.
 */
public final class ExecutionVerifier {

  private final EvidenceSource source;
  private final HeadAnchors anchors;
  private final ErasureRecord erasures;

  /**
   * A verifier.
   *
   * @param anchors what vouches for the end of chains; without any, no report says {@link
   *     VerificationReport.Verdict#VERIFIED}
   */
  public ExecutionVerifier(EvidenceSource source, HeadAnchors anchors) {
    this(source, anchors, ErasureRecord.none());
  }

  /**
   * A verifier that also knows what was erased.
   *
   * @param erasures what says so: content must be gone exactly where it does
   */
  public ExecutionVerifier(EvidenceSource source, HeadAnchors anchors, ErasureRecord erasures) {
    this.source = source;
    this.anchors = anchors;
    this.erasures = erasures;
  }

  /** Never throws, whatever the rows hold. Memory is bounded by the number of streams. */
  public VerificationReport verify(ExecutionRef ref) {
    var findings = new Findings(ref);
    try {
      var walk = new EventWalk(ref, source, anchors.of(ref), erasures.erased(ref), findings);
      walk(walk, ref, findings);
      return findings.report(walk.head());
    } catch (EvidenceUnreadableException unreadable) {
      findings.notChecked(ref.text(), "anything: " + unreadable.getMessage());
    }
    return findings.report(Optional.empty());
  }

  private void walk(EventWalk walk, ExecutionRef ref, Findings findings) {
    try {
      source.events(ref).forEachRemaining(walk::take);
      walk.finish();
    } catch (EvidenceUnreadableException unreadable) {
      findings.notChecked(walk.place(), "what comes after it: " + unreadable.getMessage());
    } catch (RuntimeException unforeseen) {
      // A record that can stop its verifier must not pass for one that has nothing wrong.
      findings.failed(walk.place(), "what comes after it cannot be judged: " + unforeseen);
    }
  }
}
