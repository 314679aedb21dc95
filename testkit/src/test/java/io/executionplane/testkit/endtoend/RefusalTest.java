package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without authority nothing happens, and that nothing happened is evidence. */
class RefusalTest {

  /** Long ago for any real clock: what is valid here is valid by the node's clock. */
  private static final Instant NOW = Instant.parse("2001-02-03T04:05:06Z");

  private static final String TRACE = "trace";

  @TempDir private static Path directory;

  private static TestPlane plane;
  private static Commands commands;

  @BeforeAll
  static void start() {
    plane =
        TestPlane.in(
            directory.resolve("data"),
            ConfigFactory.empty(),
            node -> node.clock(Clock.fixed(NOW, ZoneOffset.UTC)));
    commands = Commands.in(directory);
  }

  /** Last in each test, for all of them: no command has run. */
  @AfterEach
  void nothingWasSpawned() {
    assertThat(directory.resolve(TRACE)).doesNotExist();
    assertThat(commands.mark().alive()).isEmpty();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void refusesARequestWithoutAGrant() {
    var rejection = refused(wish());

    assertThat(rejection.reason()).isEqualTo(RejectionReason.AUTHORITY_REF_MISSING);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAGrantThatIs(BadGrant bad) {
    var wish = wish();

    var rejection = refused(wish.withAuthority(bad.grantFor(wish, plane.grants(), NOW)));

    assertThat(rejection.reason()).isEqualTo(bad.reason());
    assertThat(rejection.code()).isEqualTo(bad.code());
  }

  @Test
  void keepsTheTokenOutOfTheRecord() {
    var wish = wish();
    var token = BadGrant.EXPIRED.grantFor(wish, plane.grants(), NOW);
    var request = wish.withAuthority(token);
    refused(request);

    var recorded = plane.text(plane.client().refOf(request), StreamName.REQUEST);

    assertThat(recorded).contains("process").doesNotContain(token.ref());
  }

  @Test
  void tellsACallerWithoutAuthorityNothingAboutLanes() {
    var wish =
        plane.client().identified(AdmissionRequest.of("no-such-lane", "run", wish().payload()));

    var rejection = refused(wish.withAuthority(new AuthorityRef("let me in")));

    assertThat(rejection.reason()).isEqualTo(RejectionReason.AUTHORITY_REJECTED);
    assertThat(rejection.toString()).doesNotContain("lane");
  }

  private static AdmissionRequest wish() {
    return plane.wish(commands.appending(TRACE));
  }

  /** Submits what must be refused, and checks that the refusal is a complete, verified record. */
  private static Rejection refused(AdmissionRequest request) {
    var ref = plane.submit(request).ref();
    var result = plane.result(ref);
    assertThat(result.status()).isEqualTo(ExecutionStatus.REJECTED);
    assertThat(plane.eventTypes(ref)).containsExactly("admission.rejected");
    assertThat(rejectionInEvidence(ref)).isEqualTo(result.rejection());
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
    return result.rejection().orElseThrow();
  }

  private static Optional<Rejection> rejectionInEvidence(ExecutionRef ref) {
    return plane.events(ref).stream()
        .map(event -> ((AdmissionRejected) event.payload()).rejection())
        .findFirst();
  }
}
