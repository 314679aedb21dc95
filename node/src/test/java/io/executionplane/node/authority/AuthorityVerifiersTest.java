package io.executionplane.node.authority;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.grant.UseLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuthorityVerifiersTest {

  /** So long that nothing here ever runs into it. */
  private static final Duration LONG = Duration.ofMinutes(10);

  /** So short that whoever does not answer is late soon. */
  private static final Duration SHORT = Duration.ofMillis(20);

  private static final AuthorityRef SECRET = new AuthorityRef("a secret that is no token");

  private static ActorTestKit kit;

  private final ScriptedVerifier verifier = new ScriptedVerifier("one");
  private final ScriptedVerifier other = new ScriptedVerifier("other");
  private AuthorityVerifiers verifiers = verifiers(LONG, LONG, verifier);

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @AfterEach
  void close() {
    verifiers.close();
  }

  @Test
  void letsTheFirstWhoRecognisesAnAuthorityJudgeIt() {
    verifiers = verifiers(LONG, LONG, verifier.recognising(ref -> false), other);

    assertThat(judge()).isInstanceOf(AuthorityFact.Judged.class);

    assertThat(verifier.timesAsked()).isZero();
    assertThat(other.timesAsked()).isEqualTo(1);
    assertThat(verifiers.judgeOf(SECRET)).contains(other);
  }

  @Test
  void refusesWhatNobodyRecognises() {
    verifier.recognising(ref -> false);

    assertThat(code(judge())).isEqualTo("unrecognised");
  }

  @Test
  void letsNobodyElseJudgeWhatAVerifierFailedToRecognise() {
    verifier.recognising(
        ref -> {
          throw new IllegalStateException("broken");
        });
    verifiers = verifiers(LONG, LONG, verifier, other);

    judge();

    assertThat(other.timesAsked()).isZero();
    assertThat(verifier.timesAsked()).isEqualTo(1);
  }

  // --- Faults

  @Test
  void takesAVerifierThatThrowsForOneThatFailed() {
    verifier.answering(
        ref -> {
          throw new IllegalStateException("broken by " + ref.ref());
        });

    assertThat(judge()).isEqualTo(new AuthorityFact.VerifierFailed());
  }

  @Test
  void takesAVerifierWhoseAnswerFailsForOneThatFailed() {
    verifier.answering(ref -> CompletableFuture.failedStage(new IllegalStateException("broken")));

    assertThat(judge()).isEqualTo(new AuthorityFact.VerifierFailed());
  }

  @Test
  @SuppressWarnings("NullAway") // That is the fault.
  void takesAVerifierWithoutAnAnswerForOneThatFailed() {
    verifier.answering(ref -> null);
    assertThat(judge()).isEqualTo(new AuthorityFact.VerifierFailed());

    verifier.answering(ref -> CompletableFuture.completedStage(null));
    assertThat(judge()).isEqualTo(new AuthorityFact.VerifierFailed());
  }

  @Test
  void survivesAVerifierThatExhaustsItsStack() {
    verifier.answering(this::endlessly);

    assertThat(judge()).isEqualTo(new AuthorityFact.VerifierFailed());
  }

  @SuppressWarnings("InfiniteRecursion") // That is the fault.
  private CompletionStage<AuthorityVerdict> endlessly(AuthorityRef ref) {
    return endlessly(ref);
  }

  @Test
  void refusesWhenAVerifierNeverAnswers() {
    verifier.answering(ref -> new CompletableFuture<>());
    verifiers = verifiers(SHORT, LONG, verifier);

    assertThat(judge()).isEqualTo(new AuthorityFact.TimedOut());
  }

  @Test
  void refusesWhenAVerifierBlocksAndLetsOthersJudgeMeanwhile() {
    var released = new CountDownLatch(1);
    verifier.recognising(SECRET::equals).answering(ref -> blocked(released));
    verifiers = verifiers(SHORT, LONG, verifier, other);
    try {
      var facts = List.of(judge(), judge(), judge(), judge(), judge(), judge());

      assertThat(facts).contains(new AuthorityFact.TimedOut());
      assertThat(judge(new AuthorityRef("another"))).isInstanceOf(AuthorityFact.Judged.class);
    } finally {
      released.countDown();
    }
  }

  private static CompletionStage<AuthorityVerdict> blocked(CountDownLatch released) {
    try {
      released.await(60, SECONDS);
      return CompletableFuture.completedStage(ScriptedVerifier.granted());
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void changesNothingWhenAnAnswerComesTooLate() {
    var answer = new CompletableFuture<AuthorityVerdict>();
    verifier.answering(ref -> answer);
    verifiers = verifiers(SHORT, LONG, verifier);
    var asked = ask(SECRET);
    assertThat(known(asked)).isEqualTo(new AuthorityFact.TimedOut());

    answer.complete(ScriptedVerifier.granted());

    assertThat(known(asked)).isEqualTo(new AuthorityFact.TimedOut());
  }

  // --- Again and again

  @Test
  void isNotAskedForAWhileAfterItFailedAgainAndAgain() {
    verifier.answering(ref -> CompletableFuture.failedStage(new IllegalStateException("broken")));
    for (var i = 0; i < 3; i++) {
      assertThat(judge()).isEqualTo(new AuthorityFact.VerifierFailed());
    }

    assertThat(judge()).isEqualTo(new AuthorityFact.VerifierSuspended());

    assertThat(verifier.timesAsked()).isEqualTo(3);
  }

  /** It fails where the whole machine does, and refusing at once would only make that longer. */
  @Test
  void isAskedEachTimeWhereItDependsOnNobodyElse() {
    verifier
        .dependingOnNobody()
        .answering(ref -> CompletableFuture.failedStage(new IllegalStateException("broken")));

    for (var i = 0; i < 10; i++) {
      assertThat(judge()).isEqualTo(new AuthorityFact.VerifierFailed());
    }

    assertThat(verifier.timesAsked()).isEqualTo(10);
  }

  @Test
  void isAskedAgainAfterThatAndJudgesAgainOnceItIsWell() {
    verifier.answering(ref -> CompletableFuture.failedStage(new IllegalStateException("broken")));
    verifiers = verifiers(LONG, SHORT, verifier);
    for (var i = 0; i < 3; i++) {
      judge();
    }

    verifier.answering(ref -> CompletableFuture.completedStage(ScriptedVerifier.granted()));

    kit.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(60),
            () -> assertThat(judge()).isInstanceOf(AuthorityFact.Judged.class));
  }

  @Test
  void doesNotCountRefusalsAsFailures() {
    verifier.answering(
        ref ->
            CompletableFuture.completedStage(
                AuthorityVerdict.Denied.unverified("no", "it is not")));

    for (var i = 0; i < 10; i++) {
      assertThat(code(judge())).isEqualTo("no");
    }
  }

  @Test
  void suspendsOneVerifierAndNoOther() {
    verifier
        .recognising(SECRET::equals)
        .answering(ref -> CompletableFuture.failedStage(new IllegalStateException("broken")));
    verifiers = verifiers(LONG, LONG, verifier, other);
    for (var i = 0; i < 4; i++) {
      judge();
    }

    assertThat(judge()).isEqualTo(new AuthorityFact.VerifierSuspended());
    assertThat(judge(new AuthorityRef("another"))).isInstanceOf(AuthorityFact.Judged.class);
  }

  // --- Taken back

  @Test
  void refusesAGrantThatWasTakenBackWhoeverJudgedIt() {
    verifiers =
        new AuthorityVerifiers(List.of(verifier), limits(LONG, LONG), kit.system(), revoked());

    var fact = judge();

    assertThat(code(fact)).isEqualTo("revoked");
    assertThat(fact.evidence().orElseThrow().grantId()).contains("jti-1");
  }

  // --- Asking

  private AuthorityFact judge() {
    return judge(SECRET);
  }

  private AuthorityFact judge(AuthorityRef ref) {
    return known(ask(ref));
  }

  private CompletionStage<AuthorityFact> ask(AuthorityRef ref) {
    var request = AdmissionRequest.of("process", "run", JsonObject.empty());
    return verifiers.judge(
        Optional.of(ref),
        new AuthorityContext(
            "execution-plane", "default", request, request.payloadHash(), Instant.EPOCH));
  }

  private static AuthorityFact known(CompletionStage<AuthorityFact> asked) {
    return asked.toCompletableFuture().copy().orTimeout(60, SECONDS).join();
  }

  private static String code(AuthorityFact fact) {
    return ((AuthorityVerdict.Denied) ((AuthorityFact.Judged) fact).verdict()).code();
  }

  private static AuthorityVerifiers verifiers(
      Duration answerWithin, Duration openFor, AuthorityVerifier... verifiers) {
    return new AuthorityVerifiers(
        List.of(verifiers), limits(answerWithin, openFor), kit.system(), GrantBook.empty());
  }

  private static VerifierLimits limits(Duration answerWithin, Duration openFor) {
    return new VerifierLimits(answerWithin, 3, openFor);
  }

  private static GrantBook revoked() {
    return new GrantBook() {
      @Override
      public CompletionStage<Boolean> use(UseLimit limit, ExecutionRef ref) {
        return CompletableFuture.completedStage(true);
      }

      @Override
      public boolean isRevoked(String issuer, String grantId) {
        return issuer.equals("issuer") && grantId.equals("jti-1");
      }
    };
  }
}
