package io.executionplane.node.authority.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.node.authority.AuthorityContext;
import io.executionplane.node.authority.AuthorityGrant;
import io.executionplane.node.authority.AuthorityVerdict;
import io.executionplane.node.authority.AuthorityVerdict.Denied;
import io.executionplane.node.authority.AuthorityVerdict.Granted;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyServiceVerifierTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final AuthorityRef TOKEN = new AuthorityRef("session of ada, s3cret");

  private static final JsonObject PAYLOAD =
      JsonObject.of(JsonNodeFactory.instance.objectNode().put("command", "hunter2"));

  @TempDir private Path directory;
  private final PolicyServer server = PolicyServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void grantsWhatTheServiceAllows() {
    server.answering(
        "{\"result\":{\"allow\":true,\"subject\":\"user:ada\"},\"decision_id\":\"7\"}");

    var grant = granted();

    assertThat(grant.evidence().subject()).contains("user:ada");
    assertThat(grant.evidence().toString()).doesNotContain(TOKEN.ref());
    assertThat(grant.targets().allows("anything")).isTrue();
    assertThat(grant.wallClockMax()).isEmpty();
  }

  @Test
  void asksAboutTheWholeRequestButItsPayload() {
    granted();

    var input = server.asked().get(0).question().get("input");
    assertThat(input.get("audience").textValue()).isEqualTo("execution-plane");
    assertThat(input.get("tenant_id").textValue()).isEqualTo("tenant");
    assertThat(input.get("now").textValue()).isEqualTo("2026-11-20T09:00:00.000000Z");
    assertThat(input.get("request").get("lane_id").textValue()).isEqualTo("process");
    assertThat(input.get("request").get("authority_ref").get("ref").textValue())
        .isEqualTo(TOKEN.ref());
    assertThat(input.get("payload_hash").textValue()).isEqualTo(request().payloadHash().text());
    assertThat(input.toString()).doesNotContain("hunter2");
  }

  @Test
  void sendsThePayloadWhereThatIsWanted() {
    judge(settings(server.url(), true, Optional.empty(), LONG));

    assertThat(server.asked().get(0).question().at("/input/request/payload/command").textValue())
        .isEqualTo("hunter2");
  }

  @Test
  void narrowsWhatTheServiceNarrows() {
    server.answering(
        "{\"result\":{\"allow\":true,\"targets\":[\"small\"],\"attestation_classes\":[],"
            + "\"budget\":{\"wall_clock_ms\":1000,\"output_bytes\":10}}}");

    var grant = granted();

    assertThat(grant.targets().allows("small")).isTrue();
    assertThat(grant.targets().allows("large")).isFalse();
    assertThat(grant.attestationClasses().allows("local-process-weak")).isFalse();
    assertThat(grant.wallClockMax()).contains(Duration.ofSeconds(1));
    assertThat(grant.outputBytesMax()).contains(10L);
  }

  @Test
  void refusesForTheReasonThatTheServiceGives() {
    server.answering("{\"result\":{\"allow\":false,\"reason\":\"not at night\"}}");

    var denied = (Denied) judge();

    assertThat(denied.code()).isEqualTo("policy_denied");
    assertThat(denied.message()).isEqualTo("not at night");
  }

  @Test
  void repeatsNoReasonThatQuotesTheAuthority() {
    server.answering("{\"result\":{\"allow\":false,\"reason\":\"bad: " + TOKEN.ref() + "\"}}");

    assertThat(((Denied) judge()).message()).doesNotContain(TOKEN.ref());
  }

  @Test
  void refusesWhatTheServiceHasNoRuleFor() {
    server.answering("{}");

    assertThat(((Denied) judge()).code()).isEqualTo("policy_undefined");
  }

  // --- Whatever is not a plain yes

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"result\":true}",
        "{\"result\":{}}",
        "{\"result\":null}",
        "{\"result\":{\"allow\":\"true\"}}",
        "{\"result\":{\"allow\":1}}",
        "{\"result\":{\"allow\":true,\"only_on\":\"weekdays\"}}",
        "{\"result\":{\"allow\":true,\"targets\":\"*\"}}",
        "{\"result\":{\"allow\":true,\"budget\":{\"wall_clock_ms\":0}}}"
      })
  void failsOnAnAnswerThatIsNoDecision(String answer) {
    server.answering(answer);

    assertThatThrownBy(this::judge).hasRootCauseInstanceOf(ContractViolationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "{\"result\":{\"allow\":true}", "<html>"})
  void failsOnAnAnswerThatIsNoJson(String answer) {
    server.answering(answer);

    assertThatThrownBy(this::judge).hasRootCauseInstanceOf(MalformedJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 307, 400, 401, 404, 500, 503})
  void failsOnAnyStatusBut200AndFollowsNoRedirect(int status) {
    server.answeringWith(status);

    assertThatThrownBy(this::judge).hasMessageContaining("answered " + status);

    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void failsOnAnAnswerThatIsTooLong() {
    server.answering("{\"result\":{\"allow\":true}" + " ".repeat(1024) + "}");

    assertThatThrownBy(this::judge).rootCause().hasMessageContaining("longer than 1024 bytes");
  }

  @Test
  void isLateWhenTheServiceDoesNotAnswer() {
    server.notAnswering();

    assertThatThrownBy(
            () -> judge(settings(server.url(), false, Optional.empty(), Duration.ofMillis(50))))
        .hasRootCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void failsWhenNobodyListens() throws IOException {
    var url = URI.create("http://127.0.0.1:" + portOfNobody());

    assertThatThrownBy(() -> judge(settings(url, false, Optional.empty(), LONG)))
        .hasMessageContaining("did not answer");
  }

  private static int portOfNobody() throws IOException {
    try (var closed = new ServerSocket(0)) {
      return closed.getLocalPort();
    }
  }

  // --- Its own secret

  @Test
  void showsItsOwnSecretToTheServiceAndReadsItEachTime() throws IOException {
    var file = secret("Bearer first\n");
    var settings = settings(server.url(), false, Optional.of(file), LONG);

    judge(settings);
    Files.writeString(file, "Bearer second\n");
    judge(settings);

    assertThat(server.asked())
        .flatExtracting(PolicyServer.Asked::authorization)
        .containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void doesNotAskWhenItsOwnSecretCannotBeSentAndDoesNotShowIt() throws IOException {
    var file = secret("Bearer \u0001hunter2\n");

    assertThatThrownBy(() -> judge(settings(server.url(), false, Optional.of(file), LONG)))
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void doesNotUseASecretThatEverybodyCanRead() throws IOException {
    var file = secret("Bearer first\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> judge(settings(server.url(), false, Optional.of(file), LONG)))
        .hasMessageContaining(file + " can be used by everybody");
    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://policy.example/",
        "ftp://127.0.0.1/",
        "https:///",
        "policy",
        "https://ada:secret@policy.example/",
        "https://policy.example/#x"
      })
  void isNotSetUpForAnAddressWhereTheAuthorityWouldNotBeSafe(String url) {
    assertThatThrownBy(() -> settings(URI.create(url), false, Optional.empty(), LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("execution-plane.authority.http.url must");
  }

  private Path secret(String content) throws IOException {
    var file =
        Files.createFile(
            directory.resolve("authorization"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content);
  }

  private static PolicyServiceSettings settings(
      URI url, boolean sendsPayload, Optional<Path> authorization, Duration within) {
    return new PolicyServiceSettings(url, sendsPayload, authorization, LONG, within, 1024);
  }

  private AuthorityGrant granted() {
    return ((Granted) judge()).grant();
  }

  private AuthorityVerdict judge() {
    return judge(settings(server.url(), false, Optional.empty(), LONG));
  }

  private static AuthorityVerdict judge(PolicyServiceSettings settings) {
    try (var verifier = new PolicyServiceVerifier(settings)) {
      var context =
          new AuthorityContext(
              "execution-plane", "tenant", request(), request().payloadHash(), NOW);
      return verifier
          .verify(TOKEN, context)
          .toCompletableFuture()
          .orTimeout(LONG.toSeconds(), SECONDS)
          .join();
    }
  }

  private static AdmissionRequest request() {
    return AdmissionRequest.of("process", "run", PAYLOAD).withAuthority(TOKEN);
  }
}
