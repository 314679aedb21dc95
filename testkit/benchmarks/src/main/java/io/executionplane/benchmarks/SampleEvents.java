package io.executionplane.benchmarks;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionStarted;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.TargetSelected;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The events of one execution, as long as those of a command are: about 720 bytes each. */
record SampleEvents(EvidenceSubject subject) {

  private static final String TENANT = "default";
  private static final String TARGET = "local-process";
  private static final String TARGET_VERIFIER = "execution-plane:local-process-verifier:v1";
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

  private static final List<EvidencePayload> OPENING =
      List.of(
          new AdmissionAccepted(
              Sha256.of(), request(), Provenance.nodeAdmitted(), Optional.empty()),
          new TargetSelected(
              new TargetDescriptor(
                  TARGET,
                  "process",
                  "local_subprocess",
                  TARGET_VERIFIER,
                  List.of(AttestationClass.LOCAL_PROCESS_WEAK),
                  Sha256.of(),
                  NOON,
                  NOON.plusSeconds(600))),
          new ExecutionStarted("run", 3_600_000, 1L << 40, 1L << 24, 2_000));

  private static final EvidencePayload NEXT =
      LaneFactObserved.of(
          new ProcessFact.Launched(
              12_345,
              107_075,
              "be40fcf5-ef51-4a7e-aa70-9352e76974c5",
              "/usr/bin/true",
              Containment.Means.SESSION,
              Optional.empty()));

  static SampleEvents of(String requestId) {
    return new SampleEvents(
        new EvidenceSubject(
            ExecutionRef.derive(TENANT, requestId),
            "node-1",
            TENANT,
            requestId,
            null,
            "process",
            TARGET,
            TARGET_VERIFIER,
            AttestationClass.LOCAL_PROCESS_WEAK,
            "signed-grant",
            null));
  }

  private static StreamRecord request() {
    return new StreamRecord(
        StreamName.REQUEST, 0, 0, 0, List.of(), Sha256.of(), Sha256.of(), StreamRecord.Ending.EOF);
  }

  ExecutionRef ref() {
    return subject.executionRef();
  }

  /** Those with which every execution begins. */
  List<RecordedEvent> opening() {
    return after(ChainHead.genesis(ref()), OPENING);
  }

  /** So many that may come next. */
  List<RecordedEvent> after(ChainHead head, int count) {
    return after(head, Collections.nCopies(count, NEXT));
  }

  private List<RecordedEvent> after(ChainHead head, List<EvidencePayload> payloads) {
    var events = new ArrayList<RecordedEvent>();
    var at = head;
    for (var payload : payloads) {
      var event = RecordedEvent.next(at, subject, Instant.now(), payload);
      events.add(event);
      at = event.head();
    }
    return events;
  }
}
