package io.executionplane.journal.sample;

import io.executionplane.contracts.evidence.AttachPayload.AttachClosed;
import io.executionplane.contracts.evidence.AttachPayload.AttachEnd;
import io.executionplane.contracts.evidence.AttachPayload.AttachGranted;
import io.executionplane.contracts.evidence.AttachPayload.AttachRevoked;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.CancelRequested;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCancelled;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCompleted;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionFailed;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionLost;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionStarted;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.evidence.EvidencePayload.TargetSelected;
import io.executionplane.contracts.evidence.FlowPayload.BackpressureApplied;
import io.executionplane.contracts.evidence.FlowPayload.InputAccepted;
import io.executionplane.contracts.evidence.FlowPayload.InputClosed;
import io.executionplane.contracts.evidence.FlowPayload.OutputMasked;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.hazmat.PressureClass;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.target.TargetDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One plausible payload of each type. */
public final class Payloads {

  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final Sha256 EMPTY = Sha256.of();
  private static final ExecutionMetrics METRICS = new ExecutionMetrics(10, 20, 30, 40, 0);
  private static final Containment CONTAINMENT =
      new Containment(Containment.Means.SESSION, Optional.of(0));

  private Payloads() {}

  public static AdmissionAccepted accepted() {
    return new AdmissionAccepted(
        EMPTY, stream(StreamName.REQUEST, 0), Provenance.nodeAdmitted(), Optional.empty());
  }

  public static AdmissionRejected rejected() {
    return new AdmissionRejected(
        EMPTY,
        stream(StreamName.REQUEST, 0),
        Provenance.nodeAdmitted(),
        Optional.empty(),
        Rejection.of(RejectionReason.CAPACITY_EXHAUSTED, "the node is full"));
  }

  public static TargetSelected selected() {
    return selected("local");
  }

  public static TargetSelected selected(String targetId) {
    return new TargetSelected(
        new TargetDescriptor(
            targetId,
            "process",
            "local_subprocess",
            "local-verifier",
            List.of("local-process-weak"),
            EMPTY,
            NOON,
            NOON.plus(Duration.ofHours(1))));
  }

  public static ExecutionStarted started() {
    return new ExecutionStarted("run", 30_000, 1_000_000, 100_000, 10);
  }

  public static LaneFactObserved fact(String name) {
    return new LaneFactObserved(name, JsonObject.empty());
  }

  public static OutputRecorded output(StreamName stream, long from, long to) {
    return new OutputRecorded(stream, from, to, 1, EMPTY);
  }

  public static StreamClosed closed(StreamName stream, long bytes) {
    return new StreamClosed(stream(stream, bytes));
  }

  public static StreamRecord stream(StreamName stream, long bytes) {
    return new StreamRecord(
        stream, bytes, bytes, 1, List.of(), EMPTY, EMPTY, StreamRecord.Ending.EOF);
  }

  public static CancelRequested cancelRequested(String by) {
    return new CancelRequested(by);
  }

  public static ExecutionCompleted completed() {
    return new ExecutionCompleted(JsonObject.empty(), CONTAINMENT, METRICS);
  }

  public static ExecutionFailed failed() {
    return new ExecutionFailed(
        ExecutionFailed.FailedStatus.FAILED,
        Optional.empty(),
        Optional.of(
            new Failure(FailureClass.LAUNCH_FAILED, "command_not_found", "no such command")),
        Optional.empty(),
        METRICS);
  }

  public static ExecutionFailed timedOut() {
    return new ExecutionFailed(
        ExecutionFailed.FailedStatus.TIMED_OUT,
        Optional.of(JsonObject.empty()),
        Optional.of(new Failure(FailureClass.TIMEOUT, "timeout", "its time was up")),
        Optional.of(CONTAINMENT),
        METRICS);
  }

  public static ExecutionCancelled cancelled() {
    return new ExecutionCancelled(Optional.empty(), Optional.of(CONTAINMENT), METRICS);
  }

  public static ExecutionLost lost() {
    return new ExecutionLost("the node stopped", Optional.of("process.launched"), Optional.empty());
  }

  public static AttachGranted attached(long attachment) {
    return new AttachGranted(
        attachment,
        "user:ada",
        List.of(AttachDirection.READ),
        Optional.empty(),
        Optional.empty(),
        Optional.of(NOON.plus(Duration.ofHours(1))),
        Optional.empty());
  }

  public static AttachClosed detached(long attachment) {
    return new AttachClosed(attachment, AttachEnd.DETACHED, 7, 0);
  }

  public static AttachRevoked attachRevoked(long attachment) {
    return new AttachRevoked(attachment, "user:eve", 7, 0);
  }

  public static InputAccepted input(StreamName stream, long from, long to) {
    return new InputAccepted(stream, from, to, "user:ada");
  }

  public static InputClosed inputClosed(StreamName stream, long at) {
    return new InputClosed(stream, at, Optional.of("user:ada"));
  }

  public static BackpressureApplied pressed(StreamName stream, long at) {
    return new BackpressureApplied(stream, PressureClass.SOFT_PRESSURE, at, 1000);
  }

  public static OutputMasked masked(StreamName stream) {
    return new OutputMasked(stream, 1, 8);
  }
}
