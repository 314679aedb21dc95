package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.EvidencePayload.CancelRequested;
import io.executionplane.contracts.evidence.log.NodeEntry.GrantRevoked;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grant that was taken back starts nothing any more, and nothing goes on under it. */
class RevocationTest {

  private static final String LONG = "echo begun; exec sleep 600";

  @TempDir private Path directory;

  private TestPlane plane;
  private Commands commands;

  @BeforeEach
  void start() {
    plane =
        TestPlane.in(
            directory.resolve("data"),
            ConfigFactory.parseString("execution-plane.node.capacity.node.running-max = 2"));
    commands = Commands.in(directory);
  }

  @AfterEach
  void stop() {
    plane.close();
    commands.mark().kill();
  }

  @Test
  void stopsWhatRunsUnderAGrantThatIsRevokedInTheMiddleOfTheRun() {
    var wish = wish(LONG);
    var grant = grantFor(wish);
    var ref = begun(wish.withAuthority(plane.grants().sign(grant)));

    revoke(grant);
    var result = plane.result(ref);

    assertThat(result.status()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(plane.eventTypes(ref))
        .containsSubsequence("execution.started", "cancel.requested", "execution.cancelled");
    assertThat(plane.events(ref))
        .anySatisfy(
            event -> assertThat(event.payload()).isEqualTo(new CancelRequested("user:operator")));
    assertThat(commands.mark().alive()).isEmpty();
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void leavesAloneWhatRunsUnderAnotherGrant() {
    var revoked = wish(LONG);
    var grant = grantFor(revoked);
    var other = begun(plane.request(commands.shell(LONG)));
    var ref = begun(revoked.withAuthority(plane.grants().sign(grant)));

    revoke(grant);
    plane.result(ref);

    assertThat(TestPlane.await(plane.client().describe(other)).status())
        .contains(ExecutionStatus.RUNNING);
  }

  @Test
  void refusesItFromThenOnAlsoAfterARestart() {
    var grant = grantFor(wish("true"));
    revoke(grant);

    assertThat(refusal(grant).code()).contains("revoked");
    assertThat(refusal(grant).reason()).isEqualTo(RejectionReason.AUTHORITY_REJECTED);

    plane.close();
    start();

    assertThat(refusal(grant).code()).contains("revoked");
  }

  @Test
  void refusesThePreviewOfARevokedGrantToo() {
    var wish = wish("true");
    var grant = grantFor(wish);
    revoke(grant);

    var preview =
        TestPlane.await(plane.client().preview(wish.withAuthority(plane.grants().sign(grant))));

    assertThat(preview.candidates()).isEmpty();
  }

  @Test
  void endsWhatWaitsForItsTurnWithoutEverStartingIt() {
    var first = begun(plane.request(commands.shell(LONG)));
    begun(plane.request(commands.shell(LONG)));
    var wish = wish("echo never");
    var grant = grantFor(wish);
    var waiting = plane.admitted(wish.withAuthority(plane.grants().sign(grant)));
    assertThat(plane.eventTypes(waiting)).doesNotContain("execution.started");

    revoke(grant);
    TestPlane.await(plane.client().cancel(first, "a test"));
    var result = plane.result(waiting);

    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("grant_revoked");
    assertThat(result.failure().orElseThrow().failureClass())
        .isEqualTo(FailureClass.APPROVAL_EXPIRED);
    assertThat(plane.eventTypes(waiting)).doesNotContain("execution.started");
  }

  @Test
  void isEvidence() {
    var grant = grantFor(wish("true"));

    revoke(grant);
    revoke(grant);

    var entries =
        new LogReader(plane.plane().journal().dataSource())
            .entriesOfNoExecution().stream()
                .filter(GrantRevoked.class::isInstance)
                .map(GrantRevoked.class::cast)
                .toList();
    assertThat(entries)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.issuer()).isEqualTo("local");
              assertThat(entry.grantId()).isEqualTo(grant.get("jti").textValue());
              assertThat(entry.by()).isEqualTo("user:operator");
              assertThat(entry.reason()).isEqualTo("the laptop was lost");
            });
  }

  @Test
  void refusesARevocationThatTheLogCouldNotSay() {
    var grant = grantFor(wish("true"));
    var id = grant.get("jti").textValue();

    assertThatThrownBy(() -> plane.plane().revokeGrant("local", id, "user:operator", " "))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("reason");

    plane.admitted(wish("true").withAuthority(plane.grants().sign(grant)));
  }

  private AdmissionRequest wish(String script) {
    return plane.wish(commands.shell(script));
  }

  private ObjectNode grantFor(AdmissionRequest wish) {
    return plane.grants().anyPayload(wish, Instant.now());
  }

  private void revoke(ObjectNode grant) {
    TestPlane.await(
        plane
            .plane()
            .revokeGrant(
                "local", grant.get("jti").textValue(), "user:operator", "the laptop was lost"));
  }

  private Rejection refusal(ObjectNode grant) {
    var reply = plane.submit(wish("true").withAuthority(plane.grants().sign(grant)));
    return plane.result(reply.ref()).rejection().orElseThrow();
  }

  private ExecutionRef begun(AdmissionRequest request) {
    var ref = plane.admitted(request);
    Eventually.holds("begun", () -> plane.output(ref, StreamName.STDOUT).size() > 0);
    return ref;
  }
}
