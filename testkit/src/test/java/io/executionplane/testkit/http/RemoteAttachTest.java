package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.Scripts.openShell;
import static io.executionplane.testkit.http.Scripts.shell;
import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.EVE;
import static io.executionplane.testkit.http.ServedPlane.HELPER;
import static io.executionplane.testkit.http.ServedPlane.WITHIN;
import static io.executionplane.testkit.http.ServedPlane.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.remote.RemoteAttachment;
import io.executionplane.node.remote.RemoteNode;
import io.executionplane.node.remote.RemoteProblemException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attaching over {@code ep.v1}, through the Java client. */
class RemoteAttachTest {

  private static final Set<AttachDirection> EVERYTHING = EnumSet.allOf(AttachDirection.class);

  @TempDir static Path directory;

  private static ServedPlane served;
  private static HttpClient connector;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
    connector = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void givesInputAndOutputAndTheEnd() throws Exception {
    var ref = begun(openShell("read line; echo got $line; cat >&2; exit 3"));
    try (var attached = attach(HELPER, ref, EVERYTHING)) {
      assertThat(attached.attached().directions()).containsExactlyInAnyOrderElementsOf(EVERYTHING);
      var output = attached.session().read(StreamName.STDOUT, 0);
      var errors = attached.session().read(StreamName.STDERR, 0);
      var input = attached.session().input(StreamName.STDIN);

      input.write("hello\n".getBytes(StandardCharsets.UTF_8));
      assertThat(text(output.readNBytes(10))).isEqualTo("got hello\n");
      input.write("rest".getBytes(StandardCharsets.UTF_8));
      input.close();

      assertThat(text(errors.readAllBytes())).isEqualTo("rest");
      assertThat(output.readAllBytes()).isEmpty();
      assertThat(attached.session().result().get(WITHIN.toSeconds(), TimeUnit.SECONDS).status())
          .isEqualTo(ExecutionStatus.FAILED);
      var closed = attached.session().closed().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
      assertThat(closed.reason()).isEqualTo("execution_ended");
      assertThat(closed.deliveredBytes()).isEqualTo(14);
      assertThat(closed.acceptedBytes()).isEqualTo(10);
    }
    assertThat(events(ref)).contains("attach.granted").contains("user:helper");
  }

  @Test
  void goesOnAtTheOffsetWhereAnEarlierConnectionWasLost() throws Exception {
    var ref = begun(openShell("seq 1 200000; cat"));
    byte[] first;
    try (var attached = attach(HELPER, ref, EVERYTHING)) {
      first = attached.session().read(StreamName.STDOUT, 0).readNBytes(100_000);
    }

    try (var again = attach(HELPER, ref, EVERYTHING)) {
      var rest = again.session().read(StreamName.STDOUT, first.length);
      again.session().input(StreamName.STDIN).close();

      var expected = new StringBuilder();
      for (var i = 1; i <= 200_000; i++) {
        expected.append(i).append('\n');
      }
      assertThat(text(first) + text(rest.readAllBytes())).isEqualTo(expected.toString());
      assertThat(rest.missing()).isZero();
    }
  }

  @Test
  void leavesTheExecutionRunningWhenItGoes() throws Exception {
    var ref = begun(openShell("cat; exit 4"));
    try (var attached = attach(HELPER, ref, EVERYTHING)) {
      attached.session().input(StreamName.STDIN).write('x');
    }
    Awaitility.await().atMost(WITHIN).until(() -> events(ref).contains("attach.closed"));

    try (var again = attach(HELPER, ref, EVERYTHING)) {
      again.session().input(StreamName.STDIN).close();
    }

    var ended = json(served.get(ADA, "/v1/executions/" + ref.text() + "?wait=60"));
    assertThat(ended.at("/result/output/exit/code").intValue()).isEqualTo(4);
  }

  @Test
  void permitsWhatWasAskedForAndNothingElse() throws Exception {
    var ref = begun(openShell("cat"));
    try (var attached = attach(HELPER, ref, EnumSet.of(AttachDirection.READ))) {
      assertThatThrownBy(
              () ->
                  attached
                      .session()
                      .control(new EffectControl.Interrupt())
                      .get(WITHIN.toSeconds(), TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              RemoteProblemException.class,
              refused -> assertThat(refused.code()).isEqualTo("attach_direction_not_permitted"));
    }
    cancel(ref);
  }

  @Test
  void cancelsInTheNameOfWhoIsAttached() throws Exception {
    var ref = begun(shell("sleep 600"));
    try (var attached = attach(HELPER, ref, EVERYTHING)) {
      attached.session().cancel(Optional.empty());

      assertThat(attached.session().result().get(WITHIN.toSeconds(), TimeUnit.SECONDS).status())
          .isEqualTo(ExecutionStatus.CANCELLED);
    }
    assertThat(events(ref)).contains("\"requested_by\":\"user:helper\"");
  }

  @Test
  void refusesOneWithoutRoleAndGrant() {
    var ref = begun(shell("sleep 600"));

    assertRefused(ADA, ref, Optional.empty(), 403, "attach_grant_missing");
    assertRefused(ADA, ref, Optional.of("not.a.grant"), 403, "attach_grant_unreadable");
    cancel(ref);
  }

  @Test
  void hidesWhatIsAnotherTenants() {
    var ref = begun(shell("sleep 600"));

    assertRefused(EVE, ref, Optional.empty(), 404, "execution_not_found");
    cancel(ref);
  }

  @Test
  void refusesAnExecutionThatIsOver() {
    var ref = new ExecutionRef(served.ended(ADA, shell("exit 0")));

    assertRefused(HELPER, ref, Optional.empty(), 409, "execution_terminal");
  }

  // --- How it is done

  /** Submits a command, and waits until one can attach to it. */
  private static ExecutionRef begun(ProcessRun run) {
    var ref = new ExecutionRef(served.submitted(ADA, run));
    Awaitility.await().atMost(WITHIN).until(() -> events(ref).contains("execution.started"));
    return ref;
  }

  private static String events(ExecutionRef ref) {
    return served.get(ADA, "/v1/executions/" + ref.text() + "/events").body();
  }

  private static void cancel(ExecutionRef ref) {
    served.post(ADA, "/v1/executions/" + ref.text() + ":cancel", "");
  }

  private static RemoteAttachment attach(
      String token, ExecutionRef ref, Set<AttachDirection> directions) throws IOException {
    return new RemoteNode(served.uri(""), token, connector)
        .attach(ref, directions, Optional.empty());
  }

  private static void assertRefused(
      String token, ExecutionRef ref, Optional<String> grant, int status, String code) {
    assertThatThrownBy(
            () -> new RemoteNode(served.uri(""), token, connector).attach(ref, EVERYTHING, grant))
        .isInstanceOfSatisfying(
            RemoteProblemException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.getMessage()).doesNotContain("not.a.grant");
            });
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
