package io.executionplane.node.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionLost;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionStarted;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.state.Happened;
import io.executionplane.node.attach.AttachJudgement.Verdict;
import io.executionplane.node.authority.AttachClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class AttachJudgementTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final ExecutionRef REF = ExecutionRef.derive("default", "attach");
  private static final ExecutionRef OTHER = ExecutionRef.derive("default", "other");
  private static final String ADA = "user:ada";
  private static final AuthorityRef TOKEN = new AuthorityRef("a.signed.grant");
  private static final AttachRules WATCHERS =
      new AttachRules(Map.of("watcher", Set.of(AttachDirection.READ)), Map.of());

  private ExecutionState state = started();
  private Optional<AttachClaims> claims = Optional.of(claims(REF, ADA, AttachDirection.READ));
  private BiPredicate<String, String> revoked = (issuer, id) -> false;
  private String audience = "execution-plane";
  private Instant now = NOW;

  @Test
  void permitsWhatTheGrantSaysUntilItExpires() {
    var permit = ((Verdict.Permitted) judge(reading())).permit();

    assertThat(permit.principal()).isEqualTo(ADA);
    assertThat(permit.directions()).containsExactly(AttachDirection.READ);
    assertThat(permit.expiresAt()).contains(NOW.plusSeconds(60));
    assertThat(permit.grant().orElseThrow().id()).isEqualTo("jti-1");
    assertThat(permit.toString()).doesNotContain(TOKEN.ref());
  }

  @Test
  void refusesWhatIsNoGrantOfATrustedIssuer() {
    claims = Optional.empty();

    assertDenied(AttachDenial.ATTACH_GRANT_UNREADABLE);
  }

  @Test
  void refusesAGrantForAnotherPlane() {
    audience = "another";

    assertDenied(AttachDenial.ATTACH_GRANT_AUDIENCE_MISMATCH);
  }

  @Test
  void refusesAGrantBeforeItsTimeAndFromItsEndOn() {
    now = NOW.minusSeconds(61);
    assertDenied(AttachDenial.ATTACH_GRANT_NOT_YET_VALID);
    now = NOW.plus(Duration.ofSeconds(60));
    assertDenied(AttachDenial.ATTACH_GRANT_EXPIRED);

    now = NOW.plus(Duration.ofMillis(59_999));
    assertThat(judge(reading())).isInstanceOf(Verdict.Permitted.class);
  }

  @Test
  void refusesAGrantThatWasTakenBack() {
    revoked = (issuer, id) -> issuer.equals("local") && id.equals("jti-1");

    assertDenied(AttachDenial.ATTACH_GRANT_REVOKED);
  }

  @Test
  void refusesAGrantForSomethingOrSomebodyElse() {
    claims = Optional.of(claims(OTHER, ADA, AttachDirection.READ));
    assertDenied(AttachDenial.EXECUTION_REF_MISMATCH);

    claims = Optional.of(claims(REF, "user:eve", AttachDirection.READ));
    assertDenied(AttachDenial.PRINCIPAL_REF_MISMATCH);

    claims = Optional.of(claims(REF, ADA, AttachDirection.WRITE));
    assertDenied(AttachDenial.ATTACH_DIRECTION_NOT_PERMITTED);
  }

  @Test
  void tellsWhoeverHasNoAuthorityNothingOfTheExecution() {
    claims = Optional.empty();

    for (var standing : List.of(ExecutionState.initial(REF), started(), ended())) {
      state = standing;
      assertDenied(AttachDenial.ATTACH_GRANT_UNREADABLE);
    }
  }

  @Test
  void refusesAnExecutionThatDoesNotRun() {
    state = ExecutionState.initial(REF);
    assertDenied(AttachDenial.EXECUTION_UNKNOWN);
    state = accepted();
    assertDenied(AttachDenial.EXECUTION_NOT_STARTED);
    state = ended();
    assertDenied(AttachDenial.EXECUTION_TERMINAL);
  }

  @Test
  void permitsARoleNothingThatTheHostDidNotDeclare() {
    var watching = AttachWish.inRole("user:ops", "watcher", AttachDirection.READ);

    assertThat(judge(watching)).isInstanceOf(Verdict.Permitted.class);
    assertDenied(
        AttachWish.inRole("user:ops", "watcher", AttachDirection.READ, AttachDirection.CONTROL),
        AttachDenial.ATTACH_DIRECTION_NOT_PERMITTED);
    assertDenied(
        AttachWish.inRole("user:ops", "owner", AttachDirection.READ),
        AttachDenial.ATTACH_ROLE_NOT_DECLARED);
  }

  private Verdict judge(AttachWish wish) {
    var shown =
        wish.authority() instanceof AttachAuthority.Signed
            ? claims
            : Optional.<AttachClaims>empty();
    return AttachJudgement.of(
        wish, new AttachFacts(state, shown, revoked, WATCHERS, audience, now));
  }

  private static AttachWish reading() {
    return AttachWish.granted(ADA, TOKEN, AttachDirection.READ);
  }

  private void assertDenied(AttachDenial denial) {
    assertDenied(reading(), denial);
  }

  private void assertDenied(AttachWish wish, AttachDenial denial) {
    assertThat(judge(wish)).isEqualTo(new Verdict.Refused(new AttachRefusal.Denied(denial)));
  }

  private static AttachClaims claims(
      ExecutionRef execution, String principal, AttachDirection... directions) {
    var seconds = NOW.getEpochSecond();
    return new AttachClaims(
        "local",
        principal,
        "execution-plane",
        seconds - 60,
        seconds - 60,
        seconds + 60,
        "jti-1",
        execution,
        List.of(directions),
        Optional.empty());
  }

  // --- States

  private static ExecutionState accepted() {
    return state(false, Optional.empty());
  }

  private static ExecutionState started() {
    return state(true, Optional.empty());
  }

  private static ExecutionState ended() {
    var lost = new ExecutionLost("gone", Optional.empty(), Optional.empty());
    return state(true, Optional.of(new Happened<>(4, NOW, lost)));
  }

  private static ExecutionState state(boolean started, Optional<Happened<Terminal>> end) {
    var nothing = ExecutionState.initial(REF);
    var accepted =
        new AdmissionAccepted(Sha256.of(), request(), Provenance.nodeAdmitted(), Optional.empty());
    return new ExecutionState(
        REF,
        new ChainHead(3, Sha256.of()),
        Optional.empty(),
        Optional.of(new Happened<>(1, NOW, accepted)),
        Optional.empty(),
        started
            ? Optional.of(new Happened<>(3, NOW, new ExecutionStarted("run", 1, 0, 0, 0)))
            : Optional.empty(),
        nothing.facts(),
        nothing.streams(),
        0,
        nothing.attachments(),
        Optional.empty(),
        end);
  }

  private static StreamRecord request() {
    return new StreamRecord(
        StreamName.REQUEST, 0, 0, 0, List.of(), Sha256.of(), Sha256.of(), Ending.EOF);
  }
}
