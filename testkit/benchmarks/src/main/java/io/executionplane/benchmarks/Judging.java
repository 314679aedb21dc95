package io.executionplane.benchmarks;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.node.admission.Admission;
import io.executionplane.node.admission.AdmissionFacts;
import io.executionplane.node.admission.AdmissionFacts.LaneFact;
import io.executionplane.node.admission.NodeLimits;
import io.executionplane.node.admission.Verdict;
import io.executionplane.node.authority.AllowList;
import io.executionplane.node.authority.AuthorityFact;
import io.executionplane.node.authority.AuthorityGrant;
import io.executionplane.node.authority.AuthorityVerdict;
import io.executionplane.node.target.TargetFact;
import io.executionplane.node.target.TargetStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judgements alone, everything about the request being known: the pure part of admission.
 *
 * @param request one that nothing speaks against, so that every rule is asked
 */
record Judging(AdmissionRequest request, AdmissionFacts facts) implements Workload {

  /** So many count as one call, because one alone is too short for the clock. */
  static final int EACH = 1_000;

  private static final long BYTES_MAX = 1L << 40;

  static Judging ofOneTarget() {
    var command = ProcessRun.CONTRACT.encodeObject(ProcessRun.of("true"));
    var wish =
        AdmissionRequest.of(ProcessRun.LANE_ID, ProcessRun.OPERATION, command)
            .accepting(AttestationClass.LOCAL_PROCESS_WEAK);
    var now = Instant.now();
    var capabilities =
        new LaneCapabilities(
            ProcessRun.LANE_ID, List.of(ProcessRun.OPERATION), List.of("local_subprocess"));
    var target = new TargetFact(target(now), 0, TargetStanding.IN_SERVICE);
    return new Judging(
        wish,
        new AdmissionFacts(
            now,
            true,
            Set.of(),
            new AuthorityFact.Judged(new AuthorityVerdict.Granted(grant())),
            Optional.of(new LaneFact(capabilities, List.of())),
            List.of(target),
            Optional.empty(),
            new NodeLimits(Duration.ofHours(1), Duration.ofDays(7), BYTES_MAX, BYTES_MAX)));
  }

  private static TargetDescriptor target(Instant now) {
    return new TargetDescriptor(
        "local-process",
        ProcessRun.LANE_ID,
        "local_subprocess",
        "benchmark",
        List.of(AttestationClass.LOCAL_PROCESS_WEAK),
        Sha256.of(),
        now,
        now.plus(Duration.ofHours(1)));
  }

  private static AuthorityGrant grant() {
    var everything = new AllowList(Set.of(AllowList.EVERYTHING));
    var evidence =
        new AuthorityEvidence(
            "benchmark",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Sha256.of());
    return new AuthorityGrant(
        evidence, everything, everything, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public void once() {
    for (var i = 0; i < EACH; i++) {
      if (!(Admission.judge(request, facts) instanceof Verdict.Admitted)) {
        throw new IllegalStateException("something spoke against the request");
      }
    }
  }
}
