package io.executionplane.contracts.evidence;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.target.TargetDescriptor;
import java.util.Objects;
import java.util.Optional;

/** What can happen to an execution. The tags are the names on disk: chosen once, never derived. */
public sealed interface EvidencePayload
    permits EvidencePayload.Terminal,
        EvidencePayload.AdmissionAccepted,
        EvidencePayload.TargetSelected,
        EvidencePayload.ExecutionStarted,
        EvidencePayload.LaneFactObserved,
        EvidencePayload.OutputRecorded,
        EvidencePayload.StreamClosed,
        EvidencePayload.CancelRequested,
        AttachPayload,
        FlowPayload {

  /** The name on disk of a payload's type. */
  static String typeOf(EvidencePayload payload) {
    var tag = payload.getClass().getAnnotation(Tag.class);
    return Objects.requireNonNull(tag, "every payload has a tag").value();
  }

  /** A payload after which nothing follows. */
  sealed interface Terminal extends EvidencePayload
      permits AdmissionRejected,
          ExecutionCompleted,
          ExecutionFailed,
          ExecutionCancelled,
          ExecutionLost {

    /** How the execution stands for ever. */
    ExecutionStatus status();
  }

  /**
   * The request may run.
   *
   * @param requestHash fingerprint of the request: two requests with the same key and another
   *     fingerprint are different wishes
   * @param request where the recorded request is: the stream {@code request} of the output store
   * @param authority under which authority; absent in direct mode
   */
  @Tag("admission.accepted")
  record AdmissionAccepted(
      Sha256 requestHash,
      StreamRecord request,
      Provenance provenance,
      Optional<AuthorityEvidence> authority)
      implements EvidencePayload {

    private static final Rules RULES = Rules.of(AdmissionAccepted.class);

    public AdmissionAccepted {
      RULES.check(requestHash, request, provenance, authority).orThrow();
    }
  }

  /** The request may not run. A refused request is an execution too: this ends it. */
  @Tag("admission.rejected")
  record AdmissionRejected(
      Sha256 requestHash,
      StreamRecord request,
      Provenance provenance,
      Optional<AuthorityEvidence> authority,
      Rejection rejection)
      implements Terminal {

    private static final Rules RULES = Rules.of(AdmissionRejected.class);

    public AdmissionRejected {
      RULES.check(requestHash, request, provenance, authority, rejection).orThrow();
    }

    @Override
    public ExecutionStatus status() {
      return ExecutionStatus.REJECTED;
    }
  }

  /** Where it will run, as the verifier measured that place. */
  @Tag("target.selected")
  record TargetSelected(TargetDescriptor target) implements EvidencePayload {

    private static final Rules RULES = Rules.of(TargetSelected.class);

    public TargetSelected {
      RULES.check(target).orThrow();
    }
  }

  /**
   * The effect may begin: from here on the outside world may have changed.
   *
   * @param timeoutMs the effective wall-clock limit, milliseconds
   * @param outputBytesMax most bytes of output before the effect is stopped
   * @param captureBytesMax most bytes stored of each stream
   * @param admissionMicros from the request's arrival to the verdict, microseconds
   */
  @Tag("execution.started")
  record ExecutionStarted(
      @NotBlank String operation,
      @Range(min = 1) long timeoutMs,
      @Range(min = 0) long outputBytesMax,
      @Range(min = 0) long captureBytesMax,
      @Range(min = 0) long admissionMicros)
      implements EvidencePayload {

    private static final Rules RULES = Rules.of(ExecutionStarted.class);

    public ExecutionStarted {
      RULES.check(operation, timeoutMs, outputBytesMax, captureBytesMax, admissionMicros).orThrow();
    }
  }

  /** The lane saw something. */
  @Tag("lane.fact")
  record LaneFactObserved(@NotBlank @Length(max = 64) String fact, JsonObject data)
      implements EvidencePayload {

    private static final Rules RULES = Rules.of(LaneFactObserved.class);

    public LaneFactObserved {
      RULES.check(fact, data).orThrow();
    }

    public static LaneFactObserved of(LaneFact fact) {
      return new LaneFactObserved(fact.name(), fact.data());
    }
  }

  /**
   * Bytes of a stream are stored.
   *
   * @param from offset of the first byte since the last such event
   * @param to offset after the last stored byte
   * @param chunkCount stored chunks of the stream so far
   * @param root Merkle root over their commitments so far
   */
  @Tag("output.recorded")
  record OutputRecorded(
      StreamName stream,
      @Range(min = 0) long from,
      @Range(min = 0) long to,
      @Range(min = 0) long chunkCount,
      Sha256 root)
      implements EvidencePayload {

    private static final Rules RULES = Rules.of(OutputRecorded.class);

    public OutputRecorded {
      RULES
          .check(stream, from, to, chunkCount, root)
          .and(() -> to >= from, "to", "must be at least from")
          .orThrow();
    }
  }

  /** A stream has ended, and this is all that is known of it. */
  @Tag("stream.closed")
  record StreamClosed(StreamRecord record) implements EvidencePayload {

    private static final Rules RULES = Rules.of(StreamClosed.class);

    public StreamClosed {
      RULES.check(record).orThrow();
    }
  }

  /** Somebody asked for the execution to be stopped. */
  @Tag("cancel.requested")
  record CancelRequested(@NotBlank @Length(max = 256) String requestedBy)
      implements EvidencePayload {

    private static final Rules RULES = Rules.of(CancelRequested.class);

    public CancelRequested {
      RULES.check(requestedBy).orThrow();
    }
  }

  /** The effect ended as its lane counts success. */
  @Tag("execution.completed")
  record ExecutionCompleted(JsonObject output, Containment containment, ExecutionMetrics metrics)
      implements Terminal {

    private static final Rules RULES = Rules.of(ExecutionCompleted.class);

    public ExecutionCompleted {
      RULES.check(output, containment, metrics).orThrow();
    }

    @Override
    public ExecutionStatus status() {
      return ExecutionStatus.SUCCEEDED;
    }
  }

  /**
   * The effect ended otherwise.
   *
   * @param output the lane's result, where it has one: a command that exits with 3 has failed, has
   *     an output that says so, and no failure of the plane
   */
  @Tag("execution.failed")
  record ExecutionFailed(
      FailedStatus outcome,
      Optional<JsonObject> output,
      Optional<Failure> failure,
      Optional<Containment> containment,
      ExecutionMetrics metrics)
      implements Terminal {

    private static final Rules RULES = Rules.of(ExecutionFailed.class);

    public ExecutionFailed {
      RULES.check(outcome, output, failure, containment, metrics).orThrow();
    }

    @Override
    public ExecutionStatus status() {
      return outcome == FailedStatus.TIMED_OUT ? ExecutionStatus.TIMED_OUT : ExecutionStatus.FAILED;
    }

    /** The two ways to fail. */
    public enum FailedStatus {
      FAILED,
      TIMED_OUT
    }
  }

  /** The effect was stopped because somebody asked for it. */
  @Tag("execution.cancelled")
  record ExecutionCancelled(
      Optional<JsonObject> output, Optional<Containment> containment, ExecutionMetrics metrics)
      implements Terminal {

    private static final Rules RULES = Rules.of(ExecutionCancelled.class);

    public ExecutionCancelled {
      RULES.check(output, containment, metrics).orThrow();
    }

    @Override
    public ExecutionStatus status() {
      return ExecutionStatus.CANCELLED;
    }
  }

  /**
   * Whoever watched the effect is gone, and the truth is unknown.
   *
   * @param reason what is known of how that came
   * @param lastFact the last thing that the lane reported
   * @param observed what was found of the effect afterwards, in the lane's own words
   */
  @Tag("execution.lost")
  record ExecutionLost(
      @NotBlank @Length(max = 1024) String reason,
      @NotBlank Optional<String> lastFact,
      Optional<JsonObject> observed)
      implements Terminal {

    private static final Rules RULES = Rules.of(ExecutionLost.class);

    public ExecutionLost {
      RULES.check(reason, lastFact, observed).orThrow();
    }

    @Override
    public ExecutionStatus status() {
      return ExecutionStatus.LOST;
    }
  }
}
