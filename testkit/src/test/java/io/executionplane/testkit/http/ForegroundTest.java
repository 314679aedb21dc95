package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.Scripts.openShell;
import static io.executionplane.testkit.http.Scripts.shell;
import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.READER;
import static io.executionplane.testkit.http.ServedPlane.WITHIN;
import static io.executionplane.testkit.http.ServedPlane.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.SignalName;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.remote.ConnectionLostException;
import io.executionplane.node.remote.RemoteForeground;
import io.executionplane.node.remote.RemoteNode;
import io.executionplane.node.remote.RemoteProblemException;
import io.executionplane.node.wire.CancelReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command on another node with our streams as its own, through the Java client. */
class ForegroundTest {

  @TempDir static Path directory;

  private static ServedPlane served;
  private static RemoteNode node;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
    node = new RemoteNode(served.uri(""), ADA, HttpClient.newHttpClient());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  // --- What passes

  @Test
  void passesOutputAndErrorsApartAndTellsTheEnd() throws Exception {
    try (var foreground =
        node.submit(served.granted(shell("echo out; echo err >&2; exit 3")), false)) {
      assertThat(foreground.receipt().replayed()).isFalse();
      assertThat(text(foreground, StreamName.STDERR)).isEqualTo("err\n");
      assertThat(text(foreground, StreamName.STDOUT)).isEqualTo("out\n");
      assertThat(text(foreground, StreamName.PTY)).isEmpty();

      var result = result(foreground);
      assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
      assertThat(result.executionRef()).isEqualTo(foreground.receipt().executionRef());
    }
  }

  @Test
  void givesWhatIsTypedAndItsEndToTheCommandAndEveryByteBack() throws Exception {
    var typed = "0123456789abcdef".repeat(256 * 1024).getBytes(StandardCharsets.US_ASCII);
    try (var foreground = node.submit(served.granted(openShell("cat")), true)) {
      var writing = CompletableFuture.runAsync(() -> write(foreground, typed));

      assertThat(digest(foreground.output(StreamName.STDOUT).readAllBytes()))
          .isEqualTo(digest(typed));

      writing.get(WITHIN.toSeconds(), TimeUnit.SECONDS);
      assertThat(result(foreground).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }

  @Test
  void givesOneOutputWhileAnotherThatIsMoreThanTheWindowWaitsToBeRead() throws Exception {
    var script = "(head -c 8000000 /dev/zero; echo done >&2) & echo over >&2; wait";
    try (var foreground = node.submit(served.granted(shell(script)), false)) {
      var errors = foreground.output(StreamName.STDERR);
      assertThat(errors.readNBytes(5)).isEqualTo("over\n".getBytes(StandardCharsets.UTF_8));

      assertThat(foreground.output(StreamName.STDOUT).readAllBytes()).hasSize(8_000_000);

      assertThat(errors.readAllBytes()).isEqualTo("done\n".getBytes(StandardCharsets.UTF_8));
      assertThat(result(foreground).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }

  @Test
  void stopsWhatIsCancelledAndSaysWho() throws Exception {
    try (var foreground = node.submit(served.granted(shell("echo up; sleep 600")), false)) {
      foreground.output(StreamName.STDOUT).readNBytes(3);

      foreground.cancel(CancelReason.USER_INTERRUPT);

      assertThat(result(foreground).status()).isEqualTo(ExecutionStatus.CANCELLED);
      assertThat(events(foreground)).contains("user interrupt");
    }
  }

  @Test
  void sendsSignalsAndSaysWhatCannotBeDone() throws Exception {
    try (var foreground =
        node.submit(
            served.granted(shell("trap 'exit 7' USR1; echo up; sleep 600 & wait")), false)) {
      foreground.output(StreamName.STDOUT).readNBytes(3);

      assertThat(foreground.control(new EffectControl.Resize(80, 24)).get(60, TimeUnit.SECONDS))
          .hasValueSatisfying(
              refused -> assertThat(refused.code()).isEqualTo("control_unsupported"));
      assertThat(
              foreground
                  .control(new EffectControl.Signal(SignalName.SIGUSR1))
                  .get(60, TimeUnit.SECONDS))
          .isEmpty();

      result(foreground);
      assertThat(show(foreground).at("/result/output/exit/code").intValue()).isEqualTo(7);
    }
  }

  // --- Again

  @Test
  void givesWhatThereIsOfARequestThatWasSubmittedBefore() throws Exception {
    var request = served.granted(shell("echo once; exit 5")).withRequestId("submitted-twice");
    try (var first = node.submit(request, false)) {
      result(first);
    }

    try (var again = node.submit(request, false)) {
      assertThat(again.receipt().replayed()).isTrue();
      assertThat(again.session().read(StreamName.STDOUT, 0).readAllBytes())
          .isEqualTo("once\n".getBytes(StandardCharsets.UTF_8));
      assertThat(result(again).status()).isEqualTo(ExecutionStatus.FAILED);
    }
  }

  // --- What ends it

  @Test
  void stopsTheExecutionWhenTheConnectionIsLostAndRecordsWhy() throws Exception {
    var foreground = node.submit(served.granted(shell("echo up; sleep 600")), false);
    foreground.output(StreamName.STDOUT).readNBytes(3);

    foreground.close();

    var ref = foreground.receipt().executionRef().text();
    var ended = json(served.get(ADA, "/v1/executions/" + ref + "?wait=60"));
    assertThat(ended.get("status").textValue()).isEqualTo("cancelled");
    assertThat(events(foreground)).contains("connection lost");
    assertThatThrownBy(() -> foreground.output(StreamName.STDOUT).readAllBytes())
        .isInstanceOf(ConnectionLostException.class);
  }

  // --- What is refused

  @Test
  void saysWhyARequestIsRefused() {
    var ungranted = served.granted(shell("exit 0")).withAuthority(wrongGrant());

    assertThatThrownBy(() -> node.submit(ungranted, false))
        .isInstanceOfSatisfying(
            RemoteProblemException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(403);
              assertThat(refused.problem().get("execution_ref").isTextual()).isTrue();
            });
  }

  @Test
  void refusesOneWhoMayNotSubmitBeforeAnythingIsSaid() {
    var reader = new RemoteNode(served.uri(""), READER, HttpClient.newHttpClient());

    assertThatThrownBy(() -> reader.submit(served.granted(shell("exit 0")), false))
        .isInstanceOfSatisfying(
            RemoteProblemException.class,
            refused -> assertThat(refused.code()).isEqualTo("role_missing"));
  }

  @Test
  void saysThatItNeedsAWebSocket() {
    var plain = served.get(ADA, "/v1/foreground");

    assertThat(plain.statusCode()).isEqualTo(426);
    assertThat(json(plain).get("code").textValue()).isEqualTo("upgrade_required");
  }

  @Test
  void saysThatNobodyListens() {
    var nowhere = new RemoteNode(URI.create("http://127.0.0.1:1"), ADA, HttpClient.newHttpClient());

    assertThatThrownBy(() -> nowhere.submit(served.granted(shell("exit 0")), false))
        .isInstanceOf(ConnectionLostException.class);
  }

  // --- How it is said

  private static AuthorityRef wrongGrant() {
    return served.granted(shell("exit 1")).authorityRef().orElseThrow();
  }

  private static String text(RemoteForeground foreground, StreamName stream) throws IOException {
    return new String(foreground.output(stream).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static ExecutionResult result(RemoteForeground foreground) throws Exception {
    return foreground.result().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  private static JsonNode show(RemoteForeground foreground) {
    return json(served.get(ADA, "/v1/executions/" + foreground.receipt().executionRef().text()));
  }

  private static String events(RemoteForeground foreground) {
    var ref = foreground.receipt().executionRef().text();
    return served.get(ADA, "/v1/executions/" + ref + "/events").body();
  }

  private static void write(RemoteForeground foreground, byte[] typed) {
    try (var input = foreground.input()) {
      input.write(typed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String digest(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
        + Arrays.hashCode(bytes);
  }
}
