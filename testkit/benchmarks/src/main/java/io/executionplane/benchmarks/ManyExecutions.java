package io.executionplane.benchmarks;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RequestMetadata;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCancelled;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCompleted;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionFailed;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionLost;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionStarted;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.evidence.EvidencePayload.TargetSelected;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.merkle.MerkleTree;
import io.executionplane.journal.output.Chunk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.pekko.util.ByteString;

/**
 * Executions one after the other, a second apart, of every status, two lanes, ten tenants and a
 * hundred teams: the same ones each time.
 */
final class ManyExecutions {

  static final Instant FIRST = Instant.parse("2026-11-20T00:00:00Z");

  private static final int TEAMS = 100;
  private static final ExecutionMetrics METRICS = new ExecutionMetrics(10, 20, 30, 40, 0);
  private static final Containment CONTAINMENT =
      new Containment(Containment.Means.SESSION, Optional.of(0));

  private static final ByteString SALT = ByteString.fromArrayUnsafe(new byte[Chunk.SALT_BYTES]);
  private static final JsonObject OUTPUT =
      ProcessOutput.CONTRACT.encodeObject(
          new ProcessOutput(
              new ProcessExit.Code(0), Optional.of(new ProcessOutput.Usage(1000, 2000))));

  private final Random random = new Random(1);
  private int made;

  /**
   * An execution.
   *
   * @param request its recorded request
   */
  record Recorded(List<RecordedEvent> events, Chunk request) {}

  Recorded next() {
    var number = made++;
    var tenant = random.nextInt(10) == 0 ? "tenant-" + random.nextInt(9) : "default";
    var requestId = "request-" + number;
    var ref = ExecutionRef.derive(tenant, requestId);
    var lane = random.nextInt(20) == 0 ? "http" : "process";
    var subject =
        new EvidenceSubject(
            ref, "node-1", tenant, requestId, null, lane, null, null, null, "signed-grant", null);
    var request = request(lane, number);
    var stored = ByteString.fromArrayUnsafe(AdmissionRequest.CONTRACT.canonicalRedacted(request));
    var chunk = new Chunk(ref, StreamName.REQUEST, 0, 0, 0, SALT, stored);
    var payloads = payloads(lane, request.fingerprint(), recordOf(chunk));
    return new Recorded(events(subject, FIRST.plusSeconds(number), payloads), chunk);
  }

  private static List<RecordedEvent> events(
      EvidenceSubject subject, Instant first, List<EvidencePayload> payloads) {
    var events = new ArrayList<RecordedEvent>();
    var head = ChainHead.genesis(subject.executionRef());
    for (var payload : payloads) {
      var event = RecordedEvent.next(head, subject, first.plusMillis(events.size() * 3L), payload);
      events.add(event);
      head = event.head();
    }
    return events;
  }

  private List<EvidencePayload> payloads(String lane, Sha256 hash, StreamRecord request) {
    var kind = random.nextInt(1000);
    if (kind < 30) {
      return List.of(rejected(hash, request));
    }
    var payloads =
        new ArrayList<EvidencePayload>(List.of(accepted(hash, request), selected(lane), started()));
    if (kind < 31) {
      return payloads; // It still runs.
    }
    payloads.add(launched());
    payloads.add(new StreamClosed(empty(StreamName.STDOUT)));
    payloads.add(new StreamClosed(empty(StreamName.STDERR)));
    payloads.add(end(kind));
    return payloads;
  }

  private static EvidencePayload end(int kind) {
    if (kind < 32) {
      return new ExecutionLost("the node stopped", Optional.empty(), Optional.empty());
    }
    if (kind < 50) {
      return new ExecutionCancelled(Optional.empty(), Optional.of(CONTAINMENT), METRICS);
    }
    return kind < 130
        ? new ExecutionFailed(
            ExecutionFailed.FailedStatus.FAILED,
            Optional.empty(),
            Optional.of(new Failure(FailureClass.LAUNCH_FAILED, "command_not_found", "no such")),
            Optional.empty(),
            METRICS)
        : new ExecutionCompleted(OUTPUT, CONTAINMENT, METRICS);
  }

  private static EvidencePayload accepted(Sha256 hash, StreamRecord request) {
    return new AdmissionAccepted(hash, request, Provenance.nodeAdmitted(), Optional.empty());
  }

  private static EvidencePayload rejected(Sha256 hash, StreamRecord request) {
    return new AdmissionRejected(
        hash,
        request,
        Provenance.nodeAdmitted(),
        Optional.empty(),
        Rejection.of(RejectionReason.CAPACITY_EXHAUSTED, "the node is full"));
  }

  private static EvidencePayload selected(String lane) {
    return new TargetSelected(
        new TargetDescriptor(
            "local-" + lane,
            lane,
            "local_subprocess",
            "execution-plane:local-process-verifier:v1",
            List.of(AttestationClass.LOCAL_PROCESS_WEAK),
            Sha256.of(),
            FIRST,
            FIRST.plusSeconds(600)));
  }

  private static EvidencePayload started() {
    return new ExecutionStarted("run", 3_600_000, 1L << 40, 1L << 24, 2_000);
  }

  private static EvidencePayload launched() {
    return LaneFactObserved.of(
        new ProcessFact.Launched(
            12_345,
            107_075,
            "be40fcf5-ef51-4a7e-aa70-9352e76974c5",
            "/usr/bin/true",
            Containment.Means.SESSION,
            Optional.empty()));
  }

  private static StreamRecord empty(StreamName name) {
    return new StreamRecord(
        name, 0, 0, 0, List.of(), Sha256.of(), MerkleTree.EMPTY_ROOT, StreamRecord.Ending.EOF);
  }

  private static StreamRecord recordOf(Chunk only) {
    var tree = new CompactRange();
    tree.append(only.commitment().hash());
    var bytes = only.bytes().toArrayUnsafe();
    return new StreamRecord(
        only.stream(),
        bytes.length,
        bytes.length,
        1,
        List.of(),
        Sha256.of(bytes),
        tree.root(),
        StreamRecord.Ending.EOF);
  }

  private AdmissionRequest request(String lane, int number) {
    var labels =
        Map.of("team", "team-" + random.nextInt(TEAMS), number % 2 == 0 ? "even" : "odd", "yes");
    var plain = AdmissionRequest.of(lane, "run", JsonObject.empty());
    return new AdmissionRequest(
        plain.contractVersion(),
        Optional.of("request-" + number),
        lane,
        plain.operation(),
        plain.payload(),
        plain.authorityRef(),
        plain.acceptableAttestation(),
        plain.sandboxProfile(),
        plain.placement(),
        plain.constraints(),
        plain.provenance(),
        plain.deadlineAt(),
        Optional.of(new RequestMetadata(Optional.empty(), labels)));
  }
}
