package io.executionplane.journal.state;

import io.executionplane.contracts.evidence.AttachPayload;
import io.executionplane.contracts.evidence.AttachPayload.AttachGranted;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.CancelRequested;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCompleted;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionStarted;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.evidence.EvidencePayload.TargetSelected;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.evidence.FlowPayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.chain.RecordedEvent;
import java.util.Optional;

/** One step of the fold: what stood before, and what the event changes. Used once. */
final class Transition {

  private final ExecutionState before;
  private final RecordedEvent event;

  private Optional<Happened<AdmissionAccepted>> accepted;
  private Optional<TargetDescriptor> target;
  private Optional<Happened<ExecutionStarted>> started;
  private Facts facts;
  private Streams streams;
  private long reported;
  private Attachments attachments;
  private Optional<Happened<CancelRequested>> cancelRequested;
  private Optional<Happened<Terminal>> ended;

  private Transition(ExecutionState before, RecordedEvent event) {
    this.before = before;
    this.event = event;
    this.accepted = before.accepted();
    this.target = before.target();
    this.started = before.started();
    this.facts = before.facts();
    this.streams = before.streams();
    this.reported = before.reported();
    this.attachments = before.attachments();
    this.cancelRequested = before.cancelRequested();
    this.ended = before.ended();
  }

  static ExecutionState after(ExecutionState before, RecordedEvent event) {
    var transition = new Transition(before, event);
    transition.requireNextLink();
    transition.take(event.event().payload());
    return transition.after();
  }

  private ExecutionState after() {
    return new ExecutionState(
        before.ref(),
        event.head(),
        Optional.of(EvidenceSubject.of(event.event())),
        accepted,
        target,
        started,
        facts,
        streams,
        reported,
        attachments,
        cancelRequested,
        ended);
  }

  private void requireNextLink() {
    ExecutionRef named = event.event().executionRef();
    require(named.equals(before.ref()), "it belongs to " + named);
    require(
        event.event().seq() == before.head().seq() + 1, "it follows seq " + before.head().seq());
    require(event.event().prev().equals(before.head().hash()), "prev does not match");
    require(ended.isEmpty(), "the execution has ended");
  }

  // --- The table

  private void take(EvidencePayload payload) {
    if (payload instanceof AdmissionAccepted accepts) {
      accept(accepts);
    } else if (payload instanceof TargetSelected selects) {
      select(selects);
    } else if (payload instanceof ExecutionStarted starts) {
      start(starts);
    } else if (payload instanceof LaneFactObserved observes) {
      observe(observes);
    } else if (payload instanceof OutputRecorded records) {
      record(records);
    } else if (payload instanceof StreamClosed closes) {
      close(closes);
    } else if (payload instanceof FlowPayload) {
      flow();
    } else if (payload instanceof AttachPayload attaches) {
      attach(attaches);
    } else if (payload instanceof CancelRequested asks) {
      askToStop(asks);
    } else if (payload instanceof Terminal ends) {
      end(ends);
    } else {
      throw new IllegalHistoryException(before.ref(), event, "no state is known for it");
    }
  }

  private void accept(AdmissionAccepted payload) {
    require(before.isNew(), "only the first event can admit");
    accepted = Optional.of(happened(payload));
  }

  private void select(TargetSelected payload) {
    requireAccepted();
    require(target.isEmpty(), "a target was selected already");
    target = Optional.of(payload.target());
  }

  private void start(ExecutionStarted payload) {
    requireAccepted();
    require(target.isPresent(), "no target was selected");
    require(started.isEmpty(), "the execution has started already");
    started = Optional.of(happened(payload));
  }

  private void observe(LaneFactObserved payload) {
    requireStarted();
    facts = facts.and(happened(payload));
    reported++;
  }

  private void record(OutputRecorded payload) {
    requireOpen(payload.stream());
    streams = streams.and(payload);
    reported++;
  }

  private void close(StreamClosed payload) {
    requireOpen(payload.record().stream());
    streams = streams.and(payload.record());
    reported++;
  }

  /** Says nothing of what is stored, so it may also be told of a stream that was just closed. */
  private void flow() {
    requireStarted();
    reported++;
  }

  private void attach(AttachPayload payload) {
    requireStarted();
    if (payload instanceof AttachGranted granted) {
      require(
          granted.attachment() == attachments.next(),
          "the next attachment is number " + attachments.next());
      attachments = attachments.with(happened(granted));
    } else {
      require(
          attachments.open().containsKey(payload.attachment()),
          "no attachment " + payload.attachment() + " is open");
      attachments = attachments.without(payload.attachment());
    }
  }

  private void askToStop(CancelRequested payload) {
    requireAccepted();
    // Whoever asked first stopped it; who asks again changes nothing.
    cancelRequested = cancelRequested.or(() -> Optional.of(happened(payload)));
  }

  private void end(Terminal payload) {
    if (payload instanceof AdmissionRejected) {
      require(before.isNew(), "only the first event can reject");
    } else if (payload instanceof ExecutionCompleted) {
      requireStarted();
    } else {
      requireAccepted();
    }
    ended = Optional.of(happened(payload));
    reported++;
  }

  // --- What must have happened before

  private void requireAccepted() {
    require(accepted.isPresent(), "the execution was not accepted");
  }

  private void requireStarted() {
    require(started.isPresent(), "the execution has not started");
  }

  private void requireOpen(StreamName stream) {
    requireStarted();
    require(!streams.isClosed(stream), "the stream " + stream + " is closed");
  }

  private void require(boolean condition, String objection) {
    if (!condition) {
      throw new IllegalHistoryException(before.ref(), event, objection);
    }
  }

  private <P extends EvidencePayload> Happened<P> happened(P payload) {
    return new Happened<>(event.event().seq(), event.event().emittedAt(), payload);
  }
}
