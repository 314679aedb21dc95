package io.executionplane.node.credential;

import static io.executionplane.node.credential.Asking.CONTEXT;
import static io.executionplane.node.credential.Asking.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CredentialDeskTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final String ONE = "credential-handle://one";
  private static final String TWO = "urn:credential-handle:two";

  @Test
  void givesEveryValueThatIsNamed() {
    var memory = new MemoryCredentials().put(ONE, "first").put(TWO, "second");

    try (var desk = desk(LONG, memory)) {
      var values = await(desk.values(handles(ONE, TWO), CONTEXT));

      assertThat(values.keySet()).containsExactlyElementsOf(handles(ONE, TWO));
      assertThat(values.values()).extracting(Secret::reveal).containsExactly("first", "second");
      assertThat(values.toString()).doesNotContain("first").doesNotContain("second");
    }
  }

  @Test
  void asksOnlyTheFirstWhoRecognisesAHandle() {
    var first = new MemoryCredentials().put(ONE, "first");
    var second = new MemoryCredentials().put(ONE, "second");

    try (var desk = desk(LONG, first, second)) {
      assertThat(await(desk.values(handles(ONE), CONTEXT)).values())
          .extracting(Secret::reveal)
          .containsExactly("first");
    }
  }

  @Test
  void namesTheHandleThatNobodyKnows() {
    assertFails(
        handles(ONE, TWO),
        "credential_unavailable",
        "the credential urn:credential-handle:two cannot be had: no resolver knows it",
        LONG,
        new MemoryCredentials().put(ONE, "first"));
  }

  @Test
  void saysThatAResolverDidNotAnswerInTime() {
    assertFails(
        handles(ONE),
        "credential_unavailable",
        "the credential " + ONE + " cannot be had: its resolver did not answer within 50 ms",
        SHORT,
        scripted(handle -> new CompletableFuture<>()));
  }

  @Test
  void isNotHeldUpByAResolverThatBlocks() {
    var never = new CountDownLatch(1);
    try {
      assertFails(
          handles(ONE),
          "credential_unavailable",
          "the credential " + ONE + " cannot be had: its resolver did not answer within 50 ms",
          SHORT,
          scripted(handle -> blocked(never)));
    } finally {
      never.countDown();
    }
  }

  private static CompletionStage<Secret> blocked(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return CompletableFuture.completedStage(Secret.of("too late"));
  }

  @Test
  void showsNothingOfWhatAResolverThrows() {
    var quoting = new IllegalStateException("the value is hunter2-canary");
    var expected = "the credential " + ONE + " cannot be had: its resolver failed";

    assertFails(
        handles(ONE),
        "credential_unavailable",
        expected,
        LONG,
        scripted(
            handle -> {
              throw quoting;
            }));
    assertFails(
        handles(ONE),
        "credential_unavailable",
        expected,
        LONG,
        scripted(handle -> CompletableFuture.failedStage(quoting)));
  }

  @Test
  void tellsWhyAResolverRefuses() {
    assertFails(
        handles(ONE),
        "credential_unavailable",
        "the credential " + ONE + " cannot be had: not for you",
        LONG,
        scripted(
            handle -> CompletableFuture.failedStage(new CredentialUnavailable("not for you"))));
  }

  @Test
  void refusesAValueThatCannotBeKeptOutOfTheRecord() {
    var range = "the value of the credential " + ONE + " has not from 4 to 8192 bytes";

    assertUnusable(range, "abc");
    assertUnusable(range, "");
    assertUnusable(range, "x".repeat(8_193));
    assertUnusable("the value of the credential " + ONE + " holds a NUL", "nul\0nul");
  }

  private static void assertUnusable(String reason, String value) {
    assertFails(
        handles(ONE), "credential_unusable", reason, LONG, new MemoryCredentials().put(ONE, value));
  }

  @Test
  void boundsWhatOneExecutionMayCarry() {
    assertFails(
        handles("credential-handle://1", "credential-handle://2", "credential-handle://3"),
        "credential_unusable",
        "the credentials have together more than 16384 bytes",
        LONG,
        scripted(handle -> CompletableFuture.completedStage(Secret.of("x".repeat(6_000)))));
  }

  @Test
  void givesOnlyTheVariablesThatWereNamed() {
    var env =
        new EnvCredentials(Set.of("API_KEY", "UNSET"), Map.of("API_KEY", "key!", "PATH", "/bin"));
    var beginning = EnvCredentials.BEGINNING;

    try (var desk = desk(LONG, env)) {
      assertThat(await(desk.values(handles(beginning + "API_KEY"), CONTEXT)).values())
          .extracting(Secret::reveal)
          .containsExactly("key!");
    }
    assertFails(
        handles(beginning + "PATH"),
        "credential_unavailable",
        "the credential credential-handle://env/PATH cannot be had:"
            + " the variable is not one of those that may be used",
        LONG,
        env);
    assertFails(
        handles(beginning + "UNSET"),
        "credential_unavailable",
        "the credential credential-handle://env/UNSET cannot be had: the variable is not set",
        LONG,
        env);
  }

  private static void assertFails(
      List<CredentialHandle> handles,
      String code,
      String reason,
      Duration within,
      CredentialResolver... resolvers) {
    try (var desk = desk(within, resolvers)) {
      var failed =
          catchThrowableOfType(LaneFailure.class, () -> await(desk.values(handles, CONTEXT)));
      assertThat(failed.failure()).isEqualTo(new Failure(FailureClass.LAUNCH_FAILED, code, reason));
    }
  }

  private static CredentialDesk desk(Duration within, CredentialResolver... resolvers) {
    return new CredentialDesk(List.of(resolvers), within);
  }

  private static List<CredentialHandle> handles(String... texts) {
    return List.of(texts).stream().map(CredentialHandle::new).toList();
  }

  private static CredentialResolver scripted(
      Function<CredentialHandle, CompletionStage<Secret>> script) {
    return new CredentialResolver() {
      @Override
      public String resolverId() {
        return "scripted";
      }

      @Override
      public boolean recognises(CredentialHandle handle) {
        return true;
      }

      @Override
      public CompletionStage<Secret> resolve(CredentialHandle handle, CredentialContext context) {
        return script.apply(handle);
      }
    };
  }
}
