package io.executionplane.node.execution;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RequestMetadata;
import io.executionplane.contracts.admission.SandboxProfile;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.CancelRequested;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCancelled;
import io.executionplane.contracts.evidence.EvidencePayload.TargetSelected;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.node.admission.FactGathering;
import io.executionplane.node.admission.Verdict;
import io.executionplane.node.authority.AuthorityVerifier;
import io.executionplane.node.session.LaunchOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict becomes: the first events of the record, and the order for the lane if there is
 * one.
 *
 * <p>The events are persisted together, so an execution is either not there, refused, waiting for
 * its turn, or started.
 */
final class Opening {

  private final Judging judging;
  private final FactGathering.Judged judged;
  private final ExecutionServices services;
  private final long admissionMicros;

  private Opening(Judging judging, FactGathering.Judged judged, ExecutionServices services) {
    this.judging = judging;
    this.judged = judged;
    this.services = services;
    this.admissionMicros = judging.micros();
  }

  static Opening of(Judging judging, FactGathering.Judged judged, ExecutionServices services) {
    return new Opening(judging, judged, services);
  }

  /** The first of them brings the request along that it names. */
  List<RecordedEvent> events(ExecutionState state) {
    var writer = new EventWriter(state.head(), subject(state.ref()), services.clock());
    var events = writer.write(payloads());
    events.set(0, events.get(0).with(judged.request()));
    return events;
  }

  /** What the lane is to do; nothing if the request was refused, or cancelled before it began. */
  Optional<LaunchOrder> order() {
    return judging.cancelledBy().isEmpty() && judged.verdict() instanceof Verdict.Admitted admitted
        ? Optional.of(order(admitted))
        : Optional.empty();
  }

  /** Whether it is to be done now, rather than when its turn comes. */
  boolean mayStart() {
    return judged.mayStart();
  }

  private LaunchOrder order(Verdict.Admitted admitted) {
    var submitted = judging.submitted();
    return new LaunchOrder(
        ExecutionRef.derive(submitted.tenantId(), submitted.requestId()),
        submitted.request().laneId(),
        admitted.target(),
        submitted.request().operation(),
        submitted.request().payload(),
        submitted.request().constraints(),
        submitted.request().deadlineAt(),
        admitted.authority(),
        admitted.limits(),
        admissionMicros,
        0,
        submitted.foreground());
  }

  private List<EvidencePayload> payloads() {
    return judged.verdict() instanceof Verdict.Admitted admitted
        ? admitted(admitted)
        : List.of(refused((Verdict.Refused) judged.verdict()));
  }

  private EvidencePayload refused(Verdict.Refused refused) {
    return new AdmissionRejected(
        judging.fingerprint(),
        judged.request().record(),
        provenance(),
        refused.authority(),
        refused.rejection());
  }

  private List<EvidencePayload> admitted(Verdict.Admitted admitted) {
    var payloads = new ArrayList<EvidencePayload>();
    payloads.add(
        new AdmissionAccepted(
            judging.fingerprint(), judged.request().record(), provenance(), admitted.authority()));
    payloads.add(new TargetSelected(admitted.target()));
    if (judging.cancelledBy().isPresent()) {
      payloads.addAll(neverBegun(judging.cancelledBy().get()));
    } else if (judged.mayStart()) {
      payloads.add(order(admitted).started());
    }
    return payloads;
  }

  private Provenance provenance() {
    return judging.submitted().request().provenance().orElseGet(Provenance::nodeAdmitted);
  }

  private List<EvidencePayload> neverBegun(String cancelledBy) {
    return List.of(
        new CancelRequested(cancelledBy),
        new ExecutionCancelled(
            Optional.empty(), Optional.empty(), ExecutionMetrics.neverBegun(admissionMicros, 0)));
  }

  private EvidenceSubject subject(ExecutionRef ref) {
    var submitted = judging.submitted();
    var request = submitted.request();
    var subject =
        new EvidenceSubject(
            ref,
            services.nodeId(),
            submitted.tenantId(),
            submitted.requestId(),
            traceId(request),
            request.laneId(),
            null,
            null,
            null,
            judge(request),
            request.sandboxProfile().map(SandboxProfile::bundleHash).orElse(null));
    return judged.verdict() instanceof Verdict.Admitted admitted
        ? subject.on(
            admitted.target().targetId(),
            admitted.target().verifierId(),
            admitted.attestationClass())
        : subject;
  }

  /** Who judged the authority, or would have if there were one. */
  private @Nullable String judge(AdmissionRequest request) {
    return request
        .authorityRef()
        .flatMap(services.admission().authorityVerifiers()::judgeOf)
        .map(AuthorityVerifier::verifierId)
        .orElse(null);
  }

  private static @Nullable String traceId(AdmissionRequest request) {
    return request.metadata().flatMap(RequestMetadata::traceId).orElse(null);
  }
}
