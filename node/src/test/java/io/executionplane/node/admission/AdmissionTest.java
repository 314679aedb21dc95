package io.executionplane.node.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.ConstraintValue;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.json.Violation;
import io.executionplane.node.authority.AuthorityFact;
import io.executionplane.node.target.TargetStanding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionTest {

  @Test
  void admitsWhatNothingSpeaksAgainst() {
    var verdict = Admission.judge(Samples.request(), Samples.facts());

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Admitted.class,
            admitted -> {
              assertThat(admitted.target().targetId()).isEqualTo("local");
              assertThat(admitted.attestationClass()).isEqualTo("weak");
              assertThat(admitted.authority()).contains(Samples.evidence());
            });
  }

  @Test
  void refusesAnotherContractVersion() {
    assertThat(refusal(Samples.ofVersion(2), Samples.facts()))
        .satisfies(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(RejectionReason.CONTRACT_VERSION_MISMATCH);
              assertThat(rejection.pointer()).contains("/contract_version");
            });
  }

  @Test
  void refusesTheDirectModeThatNoHostEnabled() {
    assertReason(Samples.direct(), Samples.facts(), RejectionReason.DIRECT_MODE_NOT_ENABLED);
  }

  @Test
  void refusesEverythingUntilRegistrationIsComplete() {
    assertReason(
        Samples.request(),
        Samples.unregistered(Samples.facts()),
        RejectionReason.REGISTRATION_INCOMPLETE);
  }

  @Test
  void refusesWhatNobodyCanJudge() {
    assertReason(
        Samples.request(),
        Samples.facts(new AuthorityFact.NoVerifier()),
        RejectionReason.AUTHORITY_VERIFIER_MISSING);
  }

  @Test
  void refusesARequestWithoutAuthority() {
    assertReason(
        Samples.request(),
        Samples.facts(new AuthorityFact.NotPresented()),
        RejectionReason.AUTHORITY_REF_MISSING);
  }

  @Test
  void refusesWhenTheVerifierIsLate() {
    assertReason(
        Samples.request(),
        Samples.facts(new AuthorityFact.TimedOut()),
        RejectionReason.AUTHORITY_VERIFIER_TIMEOUT);
  }

  @Test
  void takesABrokenVerifierForARefusal() {
    assertThat(refusal(Samples.request(), Samples.facts(new AuthorityFact.VerifierFailed())))
        .satisfies(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(RejectionReason.AUTHORITY_REJECTED);
              assertThat(rejection.code()).contains("verifier_failed");
            });
  }

  @Test
  void saysWhyTheVerifierRefused() {
    assertThat(refusal(Samples.request(), Samples.facts(Samples.denied("expired"))).code())
        .contains("expired");
  }

  @Test
  void tellsNothingAboutLanesToACallerWithoutAuthority() {
    var facts =
        new AdmissionFacts(
            Samples.NOW,
            true,
            Set.of(),
            new AuthorityFact.NotPresented(),
            Optional.empty(),
            List.of(),
            Optional.of("node_queued"),
            Samples.LIMITS);

    assertReason(Samples.request(), facts, RejectionReason.AUTHORITY_REF_MISSING);
  }

  @Test
  void refusesALaneThatIsNotThere() {
    assertReason(
        Samples.request(), withLane(Optional.empty()), RejectionReason.LANE_NOT_REGISTERED);
  }

  @Test
  void namesEveryFieldThatTheLaneObjectsTo() {
    var facts =
        withLane(
            Samples.lane(
                new Violation("/payload/command", "must not be blank"),
                new Violation("/payload/cwd", "must be absolute")));

    assertThat(refusal(Samples.request(), facts))
        .satisfies(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(RejectionReason.INVALID_LANE_REQUEST);
              assertThat(rejection.pointer()).contains("/payload/command");
              assertThat(rejection.message()).contains("/payload/cwd must be absolute");
            });
  }

  @Test
  void refusesADeadlineThatIsNow() {
    assertReason(
        Samples.withDeadline(Samples.NOW), Samples.facts(), RejectionReason.DEADLINE_EXPIRED);
  }

  @Test
  void admitsADeadlineThatIsJustAhead() {
    assertThat(limits(Samples.withDeadline(Samples.NOW.plusMillis(1)), Samples.facts()).wallClock())
        .isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void refusesAConstraintItDoesNotKnow() {
    var request = Samples.with(new RuntimeConstraint("timeout_ms", 1), constraint("gpu", 1));

    assertThat(refusal(request, Samples.facts()))
        .satisfies(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(RejectionReason.CONSTRAINT_UNKNOWN);
              assertThat(rejection.pointer()).contains("/constraints/1/name");
            });
  }

  @Test
  void refusesATimeoutAboveTheNodesOwn() {
    var above = Samples.LIMITS.wallClockMax().toMillis() + 1;

    assertReason(
        Samples.with(constraint("timeout_ms", above)),
        Samples.facts(),
        RejectionReason.CONSTRAINT_UNSATISFIABLE);
  }

  @Test
  void admitsATimeoutExactlyAtTheNodesOwn() {
    var most = Samples.LIMITS.wallClockMax();

    assertThat(
            limits(Samples.with(constraint("timeout_ms", most.toMillis())), Samples.facts())
                .wallClock())
        .isEqualTo(most);
  }

  @Test
  void refusesATimeoutOfNothing() {
    assertReason(
        Samples.with(constraint("timeout_ms", 0)),
        Samples.facts(),
        RejectionReason.CONSTRAINT_UNSATISFIABLE);
  }

  @Test
  void refusesASurfaceThatTheLaneDoesNotHave() {
    assertReason(
        Samples.placedAt(Placement.kind("moon")),
        Samples.facts(),
        RejectionReason.PLACEMENT_UNAVAILABLE);
  }

  @Test
  void refusesWhenThereIsNoRoom() {
    assertReason(
        Samples.request(),
        Samples.full(Samples.facts(), "node_queued"),
        RejectionReason.CAPACITY_EXHAUSTED);
  }

  @Test
  void letsAnOwnerCallHisLaneWhereTheHostDoes() {
    var facts = Samples.letting("owner", Samples.facts());

    var verdict = Admission.judge(Samples.direct("owner"), facts);

    assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
    assertThat(verdict.authority()).isEmpty();
  }

  @Test
  void letsNoOtherOwnerCallALane() {
    assertReason(
        Samples.direct("stranger"),
        Samples.letting("owner", Samples.facts()),
        RejectionReason.DIRECT_MODE_NOT_ENABLED);
  }

  @ParameterizedTest
  @CsvSource({
    "memory_bytes_max, 0",
    "cpu_time_ms_max, 0",
    "processes_max, 0",
    "timeout_ms, 0",
  })
  void refusesALimitBelowTheLeast(String name, long value) {
    assertReason(
        Samples.with(constraint(name, value)),
        Samples.facts(Samples.enforcing(Samples.target("local", "weak"), name)),
        RejectionReason.CONSTRAINT_UNSATISFIABLE);
  }

  @Test
  void refusesAWordThatIsNoneOfTheKnownOnes() {
    var network = new RuntimeConstraint("network", new ConstraintValue.Word("some"));

    var rejection = refusal(Samples.with(network), Samples.facts());

    assertThat(rejection.reason()).isEqualTo(RejectionReason.CONSTRAINT_UNSATISFIABLE);
    assertThat(rejection.pointer()).contains("/constraints/0/value");
    assertThat(rejection.message()).isEqualTo("network must be none or egress_policy");
  }

  @Test
  void refusesAConstraintThatNoTargetCanEnforce() {
    var rejection = refusal(Samples.with(constraint("memory_bytes_max", 1)), Samples.facts());

    assertThat(rejection.reason()).isEqualTo(RejectionReason.CONSTRAINT_UNSATISFIABLE);
    assertThat(rejection.message()).contains("no target of this lane can enforce");
  }

  @Test
  void takesTheTargetThatCanEnforceAConstraint() {
    var facts =
        Samples.facts(
            Samples.target("a", "weak"),
            Samples.enforcing(Samples.target("b", "weak"), "memory_bytes_max"));

    var verdict = Admission.judge(Samples.with(constraint("memory_bytes_max", 1)), facts);

    assertThat(((Verdict.Admitted) verdict).target().targetId()).isEqualTo("b");
  }

  @Test
  void refusesACapabilityThatNoTargetHas() {
    var needsTerminal =
        Samples.placedAt(
            new Placement(
                Optional.empty(), Optional.empty(), Optional.of(Samples.needingATerminal())));

    assertReason(needsTerminal, Samples.facts(), RejectionReason.UNSUPPORTED_CAPABILITY);
    assertThat(
            Admission.judge(
                needsTerminal, Samples.facts(Samples.enforcing(Samples.target("local", "weak")))))
        .isInstanceOf(Verdict.Admitted.class);
  }

  @ParameterizedTest
  @EnumSource(value = TargetStanding.class, names = "IN_SERVICE", mode = EnumSource.Mode.EXCLUDE)
  void takesNothingToATargetThatIsOutOfService(TargetStanding standing) {
    var out = Samples.standing(Samples.target("local", "weak"), standing);

    var rejection = refusal(Samples.request(), Samples.facts(out));

    assertThat(rejection.reason()).isEqualTo(RejectionReason.NO_SATISFYING_ATTESTED_TARGET);
    assertThat(rejection.candidates().get(0).objection()).isEqualTo("it was " + standing.text());
  }

  @Test
  void takesTheSmallestOfAllLimits() {
    var facts = Samples.facts(Samples.granted("*", "*", Optional.of(Duration.ofSeconds(2))));
    var request = Samples.with(constraint("timeout_ms", 3_000), constraint("capture_bytes_max", 7));

    assertThat(limits(request, facts))
        .isEqualTo(new EffectiveLimits(Duration.ofSeconds(2), 500, 7));
  }

  private static RuntimeConstraint constraint(String name, long value) {
    return new RuntimeConstraint(name, value);
  }

  private static AdmissionFacts withLane(Optional<AdmissionFacts.LaneFact> lane) {
    return Samples.withLane(Samples.facts(), lane);
  }

  private static EffectiveLimits limits(AdmissionRequest request, AdmissionFacts facts) {
    return ((Verdict.Admitted) Admission.judge(request, facts)).limits();
  }

  private static Rejection refusal(AdmissionRequest request, AdmissionFacts facts) {
    return ((Verdict.Refused) Admission.judge(request, facts)).rejection();
  }

  private static void assertReason(
      AdmissionRequest request, AdmissionFacts facts, RejectionReason reason) {
    assertThat(refusal(request, facts).reason()).isEqualTo(reason);
  }
}
