package io.executionplane.node.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.json.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
    var facts = Samples.facts();

    assertReason(
        Samples.request(),
        new AdmissionFacts(
            facts.now(),
            false,
            facts.authority(),
            facts.lane(),
            facts.targets(),
            true,
            facts.limits()),
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
            new AuthorityFact.NotPresented(),
            Optional.empty(),
            List.of(),
            false,
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
    var facts = Samples.facts();

    assertReason(
        Samples.request(),
        new AdmissionFacts(
            facts.now(),
            true,
            facts.authority(),
            facts.lane(),
            facts.targets(),
            false,
            facts.limits()),
        RejectionReason.CAPACITY_EXHAUSTED);
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
    var facts = Samples.facts();
    return new AdmissionFacts(
        facts.now(), true, facts.authority(), lane, facts.targets(), true, facts.limits());
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
