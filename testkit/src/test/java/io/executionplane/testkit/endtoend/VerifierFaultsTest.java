package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.authority.AllowList;
import io.executionplane.node.authority.AuthorityContext;
import io.executionplane.node.authority.AuthorityGrant;
import io.executionplane.node.authority.AuthorityVerdict;
import io.executionplane.node.authority.AuthorityVerifier;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is wrong with a verifier, nothing runs, the refusal is recorded, and the node goes on.
 */
class VerifierFaultsTest {

  private static final String TRACE = "trace";
  private static final AuthorityRef SECRET = new AuthorityRef("open sesame");

  @TempDir private Path directory;

  private final ScriptedVerifier verifier = new ScriptedVerifier();
  private TestPlane plane;
  private Commands commands;

  @BeforeEach
  void start() {
    plane =
        TestPlane.in(
            directory.resolve("data"),
            ConfigFactory.parseString(
                "execution-plane.authority { answer-within = 1 second, circuit-breaker"
                    + " { failures-max = 2, open-for = 10 minutes } }"),
            node -> node.authorityVerifier(verifier));
    commands = Commands.in(directory);
  }

  @AfterEach
  void stop() {
    plane.close();
    assertThat(commands.mark().alive()).isEmpty();
  }

  @Test
  void refusesWhatAVerifierThrowsAt() {
    verifier.script =
        () -> {
          throw new IllegalStateException("broken");
        };

    var rejection = refused(submitted());

    assertThat(rejection.reason()).isEqualTo(RejectionReason.AUTHORITY_REJECTED);
    assertThat(rejection.code()).contains("verifier_failed");
  }

  @Test
  void refusesWhatAVerifierNeverAnswers() {
    verifier.script = CompletableFuture::new;

    assertThat(refused(submitted()).reason()).isEqualTo(RejectionReason.AUTHORITY_VERIFIER_TIMEOUT);
  }

  @Test
  void staysWithTheRefusalWhenTheAnswerComesTooLate() {
    var answer = new CompletableFuture<AuthorityVerdict>();
    verifier.script = () -> answer;
    var ref = submitted();
    assertThat(refused(ref).reason()).isEqualTo(RejectionReason.AUTHORITY_VERIFIER_TIMEOUT);

    answer.complete(ScriptedVerifier.granted());

    verifier.script = () -> CompletableFuture.completedStage(ScriptedVerifier.granted());
    plane.result(plane.admitted(request()));
    assertThat(refused(ref).reason()).isEqualTo(RejectionReason.AUTHORITY_VERIFIER_TIMEOUT);
    assertThat(directory.resolve(TRACE)).content().hasLineCount(1);
  }

  @Test
  void refusesAtOnceWhileAVerifierThatFailedAgainAndAgainIsLeftAlone() {
    verifier.script = () -> CompletableFuture.failedStage(new IllegalStateException("broken"));
    refused(submitted());
    refused(submitted());

    verifier.script = () -> CompletableFuture.completedStage(ScriptedVerifier.granted());

    var rejection = refused(submitted());
    assertThat(rejection.reason()).isEqualTo(RejectionReason.AUTHORITY_REJECTED);
    assertThat(rejection.code()).contains("verifier_suspended");
  }

  @Test
  void goesOnAfterAVerifierThrew() {
    verifier.script =
        () -> {
          throw new IllegalStateException("broken");
        };
    refused(submitted());

    verifier.script = () -> CompletableFuture.completedStage(ScriptedVerifier.granted());

    assertThat(plane.result(plane.admitted(request())).status())
        .isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  private AdmissionRequest request() {
    return plane.wish(commands.appending(TRACE)).withAuthority(SECRET);
  }

  private ExecutionRef submitted() {
    return plane.submit(request()).ref();
  }

  private Rejection refused(ExecutionRef ref) {
    var result = plane.result(ref);
    assertThat(result.status()).isEqualTo(ExecutionStatus.REJECTED);
    assertThat(plane.eventTypes(ref)).containsExactly("admission.rejected");
    return result.rejection().orElseThrow();
  }

  /** Answers as the test says. */
  private static final class ScriptedVerifier implements AuthorityVerifier {

    private volatile Supplier<CompletionStage<AuthorityVerdict>> script = CompletableFuture::new;

    static AuthorityVerdict granted() {
      var everything = new AllowList(Set.of(AllowList.EVERYTHING));
      return new AuthorityVerdict.Granted(
          new AuthorityGrant(
              new AuthorityEvidence(
                  "scripted",
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Sha256.of()),
              everything,
              everything,
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }

    @Override
    public String verifierId() {
      return "scripted";
    }

    @Override
    public CompletionStage<AuthorityVerdict> verify(AuthorityRef ref, AuthorityContext context) {
      return script.get();
    }
  }
}
