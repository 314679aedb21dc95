package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.Scripts.openShell;
import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.READER;
import static io.executionplane.testkit.http.ServedPlane.WITHIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.node.authority.AttachClaims;
import io.executionplane.node.authority.IssuerKey;
import io.executionplane.node.remote.RemoteAttachment;
import io.executionplane.node.remote.RemoteNode;
import io.executionplane.node.remote.RemoteProblemException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attaching over HTTP on a signed grant, by callers who have no role for it. */
class AttachGrantTest {

  @TempDir static Path directory;

  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void letsWhomTheGrantNamesIn() throws Exception {
    var ref = begun();
    try (var attached = attach(ADA, ref, grant("g1", ref))) {
      attached.session().input(StreamName.STDIN).write("hi".getBytes(StandardCharsets.UTF_8));
      assertThat(attached.session().read(StreamName.STDOUT, 0).readNBytes(2))
          .isEqualTo("hi".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(events(ref)).contains("\"grant_id\":\"g1\"");
  }

  @Test
  void keepsAnybodyElseOut() throws Exception {
    var ref = begun();

    assertThatThrownBy(() -> attach(READER, ref, grant("g2", ref)))
        .isInstanceOfSatisfying(
            RemoteProblemException.class,
            refused -> assertThat(refused.code()).isEqualTo("principal_ref_mismatch"));
    assertThat(events(ref)).doesNotContain("attach.granted");
  }

  @Test
  void cutsWhoIsAttachedWhenTheGrantIsTakenBackAndSaysSo() throws Exception {
    var ref = begun();
    try (var attached = attach(ADA, ref, grant("g3", ref))) {
      var output = attached.session().read(StreamName.STDOUT, 0);
      attached.session().input(StreamName.STDIN).write("hi".getBytes(StandardCharsets.UTF_8));
      output.readNBytes(2);

      served.plane().revokeGrant(IssuerKey.LOCAL_ISSUER, "g3", "user:boss", "it leaked");

      var closed = attached.session().closed().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
      assertThat(closed.reason()).isEqualTo("revoked");
      assertThat(closed.deliveredBytes()).isEqualTo(2);
      assertThatThrownBy(output::read).hasMessageContaining("revoked");
    }
    assertThat(events(ref)).contains("attach.revoked");
  }

  // --- How it is done

  private static ExecutionRef begun() {
    var ref = new ExecutionRef(served.submitted(ADA, openShell("cat")));
    Awaitility.await().atMost(WITHIN).until(() -> events(ref).contains("execution.started"));
    return ref;
  }

  private static String events(ExecutionRef ref) {
    return served.get(ADA, "/v1/executions/" + ref.text() + "/events").body();
  }

  private static String grant(String id, ExecutionRef ref) {
    var now = Instant.now();
    var claims =
        new AttachClaims(
            IssuerKey.LOCAL_ISSUER,
            "user:ada",
            served.plane().audience(),
            now.getEpochSecond(),
            now.getEpochSecond(),
            now.plusSeconds(600).getEpochSecond(),
            id,
            ref,
            List.of(AttachDirection.READ, AttachDirection.WRITE),
            Optional.empty());
    return served.plane().localIssuer().issue(claims).ref();
  }

  private static RemoteAttachment attach(String token, ExecutionRef ref, String grant)
      throws IOException {
    return new RemoteNode(served.uri(""), token, HttpClient.newHttpClient())
        .attach(ref, EnumSet.of(AttachDirection.READ, AttachDirection.WRITE), Optional.of(grant));
  }
}
