package io.executionplane.node.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.evidence.FlowPayload.OutputMasked;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.Secret;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedactorTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final String SECRET = "hunter2-canary";

  private final Redactor redactor = new Redactor();

  RedactorTest() {
    redactor.learn(List.of(Secret.of(SECRET)));
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void masksAStreamAndCountsWhatItMasked() throws Exception {
    var out =
        await(
            Source.from(List.of("a hunt", "er2-ca", "nary b ", SECRET, " hunte"))
                .map(ByteString::fromString)
                .via(redactor.flow(StreamName.STDERR))
                .runFold("", (text, bytes) -> text + bytes.utf8String(), KIT.system()));

    assertThat(out).isEqualTo("a ************** b ************** hunte");
    assertThat(redactor.masked(StreamName.STDERR))
        .contains(new OutputMasked(StreamName.STDERR, 2, 28));
    assertThat(redactor.masked(StreamName.STDOUT)).isEmpty();
  }

  @Test
  void givesWhatItKeptBackBeforeItFails() throws Exception {
    var out =
        await(
            Source.single(ByteString.fromString("to the hunter"))
                .concatLazy(Source.lazySource(() -> Source.failed(new IllegalStateException("x"))))
                .via(redactor.flow(StreamName.STDOUT))
                .map(ByteString::utf8String)
                .recover(IllegalStateException.class, () -> "the end")
                .runWith(Sink.seq(), KIT.system()));

    assertThat(String.join("", out)).isEqualTo("to the hunterthe end");
  }

  @Test
  void masksTheTextsOfADocumentAndKeepsItsNames() {
    var shown =
        (ObjectNode)
            Json.parse("{\"a\":[\"x " + SECRET + "\",{\"code\":\"" + SECRET + "\"}],\"b\":true}");

    assertThat(redactor.object(JsonObject.of(shown)).canonical())
        .isEqualTo("{\"a\":[\"x **************\",{\"code\":\"**************\"}],\"b\":true}");
  }

  @Test
  void masksTheBeginningOfASecretWhereATextWasCut() {
    assertThat(redactor.text("no such file: /home/hunter2-"))
        .isEqualTo("no such file: /home/********");
    assertThat(redactor.text("some hun")).isEqualTo("some hun");
  }

  @Test
  void masksAFailureAndItsCauses() {
    var cause = new IllegalStateException("bad " + SECRET);
    var masked = redactor.failure(new IllegalArgumentException("it failed", cause));

    assertThat(masked).hasStackTraceContaining("it failed").hasStackTraceContaining("bad ******");
    assertThat(masked.getCause().getMessage()).doesNotContain(SECRET);
    assertThat(masked.getStackTrace()).isNotEmpty();
  }

  @Test
  void masksTheReasonOfALaneAndKeepsItsClassAndCode() {
    var failed = new LaneFailure(FailureClass.LAUNCH_FAILED, "command_not_found", "no " + SECRET);

    var masked = (LaneFailure) redactor.failure(failed);

    assertThat(masked.failure().reason()).isEqualTo("no **************");
    assertThat(masked.failure().code()).isEqualTo("command_not_found");
    assertThat(masked.failure().failureClass()).isEqualTo(FailureClass.LAUNCH_FAILED);
  }

  @Test
  void leavesEverythingElseAsItIs() {
    var failure = new IllegalStateException("nothing to hide");
    var unaware = new Redactor();

    assertThat(redactor.failure(failure)).isSameAs(failure);
    assertThat(unaware.text(SECRET)).isEqualTo(SECRET);
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
