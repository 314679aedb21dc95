package io.executionplane.journal.state;

import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.CancelRequested;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionStarted;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an execution stands after some of its events.
 *
 * <pre>
 * nothing ─ admission.rejected ─▶ REJECTED
 *    └───── admission.accepted ─▶ ACCEPTED ─ target.selected, execution.started ─▶ RUNNING
 *                                    └──── failed │ cancelled │ lost ────┬───────────┘
 *                                                    (completed: from RUNNING only)
 * </pre>
 *
 * <p>Facts and streams belong to RUNNING: nothing has an effect before it is recorded as started.
 *
 * @param ref whose state it is
 * @param head end of the chain: what the next event must name
 * @param subject what the latest event says about the execution; absent before the first
 * @param accepted that it may run
 * @param target where it runs
 * @param started that its effect may have begun, and under which limits
 * @param facts what its lane reported
 * @param streams how far its streams are recorded
 * @param reported how many events its lane session reported
 * @param attachments who attached to it
 * @param cancelRequested the first wish to have it stopped
 * @param ended how it ended; nothing follows
 */
public record ExecutionState(
    ExecutionRef ref,
    ChainHead head,
    Optional<EvidenceSubject> subject,
    Optional<Happened<AdmissionAccepted>> accepted,
    Optional<TargetDescriptor> target,
    Optional<Happened<ExecutionStarted>> started,
    Facts facts,
    Streams streams,
    long reported,
    Attachments attachments,
    Optional<Happened<CancelRequested>> cancelRequested,
    Optional<Happened<Terminal>> ended) {

  /** The state of an execution of which nothing is recorded. */
  public static ExecutionState initial(ExecutionRef ref) {
    return new ExecutionState(
        ref,
        ChainHead.genesis(ref),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Facts.NONE,
        Streams.NONE,
        0,
        Attachments.NONE,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The state after one more event.
   *
   * @throws IllegalHistoryException if the event belongs to another execution, is not the next link
   *     of the chain, or cannot follow what has happened
   */
  public ExecutionState apply(RecordedEvent event) {
    return Transition.after(this, event);
  }

  /** Whether nothing is recorded yet. */
  public boolean isNew() {
    return head.seq() == 0;
  }

  /** Where it stands, as callers see it; absent while nothing is recorded. */
  public Optional<ExecutionStatus> status() {
    if (ended.isPresent()) {
      return ended.map(end -> end.payload().status());
    }
    if (started.isPresent()) {
      return Optional.of(ExecutionStatus.RUNNING);
    }
    return accepted.map(unused -> ExecutionStatus.ACCEPTED);
  }

  /** Fingerprint of the request: another one under the same key is another wish. */
  public Optional<Sha256> requestHash() {
    return accepted
        .map(event -> event.payload().requestHash())
        .or(() -> rejected().map(AdmissionRejected::requestHash));
  }

  /** Where the recorded request is. */
  public Optional<StreamRecord> request() {
    return accepted
        .map(event -> event.payload().request())
        .or(() -> rejected().map(AdmissionRejected::request));
  }

  public Optional<Provenance> provenance() {
    return accepted
        .map(event -> event.payload().provenance())
        .or(() -> rejected().map(AdmissionRejected::provenance));
  }

  /** Under which authority it was judged; absent in direct mode. */
  public Optional<AuthorityEvidence> authority() {
    return accepted
        .flatMap(event -> event.payload().authority())
        .or(() -> rejected().flatMap(AdmissionRejected::authority));
  }

  /** What the lane was told to do; absent until it was told. */
  public Optional<String> operation() {
    return started.map(event -> event.payload().operation());
  }

  /** When its first event was written. */
  public Optional<Instant> admittedAt() {
    return accepted.map(Happened::at).or(this::endedAt);
  }

  public Optional<Instant> startedAt() {
    return started.map(Happened::at);
  }

  public Optional<Instant> endedAt() {
    return ended.map(Happened::at);
  }

  /** How it ended, as callers see it; absent until it has. */
  public Optional<ExecutionResult> result() {
    return Results.of(this);
  }

  private Optional<AdmissionRejected> rejected() {
    return ended
        .map(Happened::payload)
        .filter(AdmissionRejected.class::isInstance)
        .map(AdmissionRejected.class::cast);
  }
}
