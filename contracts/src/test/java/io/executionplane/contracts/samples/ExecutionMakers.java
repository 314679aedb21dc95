package io.executionplane.contracts.samples;

import io.executionplane.contracts.admission.AdmissionDecision;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.ExecutionRequest;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.FlowPayload;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.ProvenanceKind;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.node.ContractVersionRange;
import io.executionplane.contracts.target.TargetDescriptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes executions, their requests, their output and their evidence. */
final class ExecutionMakers {

  private final RandomContracts random;

  private ExecutionMakers(RandomContracts random) {
    this.random = random;
  }

  static void addTo(RandomContracts random) {
    var makers = new ExecutionMakers(random);
    random.put(ByteRange.class, () -> makers.range(random.random().nextInt(1000)));
    random.put(StreamRecord.class, makers::streamRecord);
    random.put(TargetDescriptor.class, makers::targetDescriptor);
    random.put(ExecutionResult.class, makers::executionResult);
    random.put(AdmissionRequest.class, makers::admissionRequest);
    random.put(EvidencePayload.OutputRecorded.class, makers::outputRecorded);
    random.put(FlowPayload.InputAccepted.class, makers::inputAccepted);
    random.put(EvidenceEvent.class, makers::evidenceEvent);
    random.put(Provenance.class, makers::provenance);
    random.put(AdmissionDecision.class, makers::admissionDecision);
    random.put(ExecutionRequest.class, makers::executionRequest);
    random.put(ContractVersionRange.class, makers::versionRange);
  }

  ByteRange range(long from) {
    return new ByteRange(from, from + 1 + random.random().nextInt(1000));
  }

  private Object streamRecord() {
    var omitted = new ArrayList<StreamRecord.Omission>();
    var end = 0L;
    var missing = 0L;
    for (var i = random.random().nextInt(3); i > 0; i--) {
      var range = range(end + random.random().nextInt(100));
      omitted.add(
          new StreamRecord.Omission(range, random.oneOf(StreamRecord.Omission.Reason.values())));
      end = range.to();
      missing += range.length();
    }
    var total = end + random.random().nextInt(1000);
    return random.record(
        StreamRecord.class,
        Map.of("omitted", omitted, "totalBytes", total, "capturedBytes", total - missing));
  }

  private Object targetDescriptor() {
    var attestedAt = random.moment();
    var expiresAt = attestedAt.plusNanos(1000L * (1 + random.random().nextInt(1_000_000)));
    var looks = List.of(random.text().of(20), random.text().of(20));
    return random.record(
        TargetDescriptor.class,
        Map.of(
            "attestedAt",
            attestedAt,
            "expiresAt",
            expiresAt,
            "measurement",
            Sha256.ofText(String.join("\n", looks)),
            "looks",
            random.random().nextBoolean() ? List.of() : looks));
  }

  private Object executionResult() {
    var ends = Arrays.stream(ExecutionStatus.values()).filter(ExecutionStatus::isTerminal);
    var status = random.oneOf(ends.toArray(ExecutionStatus[]::new));
    var rejection =
        status == ExecutionStatus.REJECTED
            ? Optional.of(random.some(Rejection.class))
            : Optional.empty();
    return random.record(ExecutionResult.class, Map.of("status", status, "rejection", rejection));
  }

  private Object admissionRequest() {
    var constraints = new ArrayList<RuntimeConstraint>();
    for (var i = random.random().nextInt(3); i > 0; i--) {
      constraints.add(new RuntimeConstraint("limit_" + i, random.random().nextInt(1000)));
    }
    return random.record(AdmissionRequest.class, Map.of("constraints", constraints));
  }

  private Object outputRecorded() {
    var range = range(random.random().nextInt(1000));
    return random.record(
        EvidencePayload.OutputRecorded.class, Map.of("from", range.from(), "to", range.to()));
  }

  private Object inputAccepted() {
    var range = range(random.random().nextInt(1000));
    return random.record(
        FlowPayload.InputAccepted.class, Map.of("from", range.from(), "to", range.to()));
  }

  private Object evidenceEvent() {
    return random.record(EvidenceEvent.class, Map.of("v", EvidenceEvent.VERSION));
  }

  private Object provenance() {
    var kind = random.oneOf(ProvenanceKind.values());
    var isDirect = kind == ProvenanceKind.DIRECT_LOWER_LANE_OWNER;
    var owner = isDirect ? Optional.of(random.text().of(5)) : Optional.empty();
    return random.record(Provenance.class, Map.of("kind", kind, "owner", owner));
  }

  private Object admissionDecision() {
    var isDirect = random.random().nextBoolean();
    var name = isDirect ? Optional.empty() : Optional.of(random.text().of(5));
    return random.record(
        AdmissionDecision.class, Map.of("targetId", name, "attestationClass", name));
  }

  private Object executionRequest() {
    var request = random.some(AdmissionRequest.class);
    var target =
        random.record(
            TargetDescriptor.class,
            Map.of(
                "laneId", request.laneId(),
                "looks", List.of(),
                "attestedAt", Instant.EPOCH,
                "expiresAt", Instant.EPOCH.plusSeconds(60)));
    return random.record(
        ExecutionRequest.class,
        Map.of(
            "admissionRequest", request,
            "targetDescriptor", target,
            "laneId", request.laneId(),
            "operation", request.operation(),
            "payload", request.payload()));
  }

  private Object versionRange() {
    var min = 1 + random.random().nextInt(9);
    return new ContractVersionRange(min, min + random.random().nextInt(9));
  }
}
