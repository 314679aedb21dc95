package io.executionplane.contracts.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.packet.AuthorityDecision;
import io.executionplane.contracts.packet.BoundarySessionDescriptor;
import io.executionplane.contracts.packet.CredentialHandleRef;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.JsonRpcExecutionIntent;
import io.executionplane.contracts.packet.OutcomeStatus;
import io.executionplane.contracts.packet.ProcessExecutionIntent;
import io.executionplane.contracts.packet.RouteEvent;
import io.executionplane.contracts.packet.StderrMode;
import io.executionplane.contracts.packet.StdioMode;
import io.executionplane.contracts.samples.Packets;
import io.executionplane.contracts.samples.RandomContracts;
import io.executionplane.contracts.surface.ExecutionSurface;
import io.executionplane.contracts.surface.PlacementFamily;
import io.executionplane.contracts.surface.SurfaceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items 2 to 9 of the acceptance list. */
class PacketAcceptanceTest {

  private static final long SEED = 20261120L;

  static List<Class<? extends Record>> packets() {
    return List.of(
        AuthorityDecision.class,
        BoundarySessionDescriptor.class,
        CredentialHandleRef.class,
        ExecutionIntentEnvelope.class,
        HttpExecutionIntent.class,
        ProcessExecutionIntent.class,
        JsonRpcExecutionIntent.class,
        ExecutionRoute.class,
        RouteEvent.class,
        ExecutionOutcome.class,
        ExecutionSurface.class);
  }

  @DisplayName("2: what was written is read back as the same value")
  @ParameterizedTest
  @MethodSource("packets")
  <T extends Record> void comesBackAsItWasWritten(Class<T> type) {
    var contract = Contract.of(type);
    var packet = new RandomContracts(SEED).some(type);

    var read = contract.decode(contract.encode(packet));

    assertThat(read).as("seed %d", SEED).isEqualTo(packet);
    assertThat(contract.encode(packet).get("contract_version").textValue()).endsWith(".v1");
  }

  @DisplayName("3: names are spelled in one way")
  @Test
  void spellsEveryNameInOneWay() {
    var spelled =
        List.of(
            names(OutcomeStatus.values()),
            names(StderrMode.values()),
            names(StdioMode.values()),
            names(PlacementFamily.values()),
            names(SurfaceKind.values()));

    assertThat(spelled)
        .containsExactly(
            List.of("succeeded", "failed"),
            List.of("separate", "stdout"),
            List.of("pipe", "pty", "none"),
            List.of("local", "ssh", "guest", "none"),
            List.of("local_subprocess", "ssh_exec", "guest_bridge", "lower_simulation"));
    assertThat(routeViolations("/placement_family", "\"Local\""))
        .extracting(Violation::pointer)
        .containsExactly("/placement_family");
  }

  @DisplayName("4: null is never turned into text")
  @ParameterizedTest
  @MethodSource("packets")
  <T extends Record> void neverTakesNullForText(Class<T> type) {
    var contract = Contract.of(type);
    var tree = (ObjectNode) contract.encode(new RandomContracts(SEED).some(type));

    for (var name : tree.properties().stream().map(entry -> entry.getKey()).toList()) {
      var broken = tree.deepCopy();
      broken.putNull(name);

      assertThat(contract.violations(broken))
          .as(name)
          .extracting(Violation::pointer)
          .contains("/" + name);
    }
  }

  @DisplayName("5: the failure classes are frozen, and what follows from them is derived")
  @Test
  void derivesTheRestOfAFailureFromItsClass() {
    var contract = Contract.of(Failure.class);
    var timeout = "{\"failure_class\":\"timeout\",\"code\":\"c\",\"reason\":\"r\"}";

    var read = contract.decode(Json.parse(timeout)).failureClass();

    assertThat(FailureClass.values()).hasSize(13);
    assertThat(read.isRetryable()).isTrue();
    assertThat(read.owner()).isEqualTo(FailureClass.FailureOwner.EXECUTION_PLANE);
    assertThat(read.relevance()).isEqualTo(FailureClass.Relevance.RAW_FACT_ONLY);
    assertThat(contract.violations(Json.parse(timeout.replace("timeout", "boredom"))))
        .extracting(Violation::pointer)
        .containsExactly("/failure_class");
    var overruled = timeout.replace("{", "{\"retryable\":false,");
    assertThat(contract.violations(Json.parse(overruled)))
        .containsExactly(new Violation("/retryable", "is not known"));
  }

  @DisplayName("6: a handle is a name, never a token")
  @ParameterizedTest
  @ValueSource(strings = {"ghp_0123456789", "sk-live-0123", "Bearer x", "://x", "urn:"})
  void refusesATokenForAHandle(String token) {
    assertThat(handleViolations(token))
        .extracting(Violation::pointer)
        .containsExactly("/handle_ref");
  }

  @DisplayName("6: a handle has a scheme, or is a URN")
  @ParameterizedTest
  @ValueSource(strings = {"vault://kv/7", "urn:credential-handle:7", "credential-handle://7"})
  void takesAHandle(String handle) {
    assertThat(handleViolations(handle)).isEmpty();
  }

  @DisplayName("7: an envelope carries no raw secret")
  @ParameterizedTest
  @ValueSource(strings = {"ghp_0123456789", "sk-live-0123", "vault://kv/7"})
  void refusesARawSecretInAnEnvelope(String secret) {
    var handles = "[\"credential-handle://7\",\"" + secret + "\"]";
    var intent = Packets.with(Packets.intent("http"), "/envelope/credential_handle_refs", handles);

    assertThat(HttpExecutionIntent.CONTRACT.violations(intent))
        .extracting(Violation::pointer)
        .containsExactly("/envelope/credential_handle_refs/1");
  }

  @DisplayName("8: an HTTP body may be binary")
  @Test
  void carriesABinaryBody() {
    var bytes = new byte[] {0, (byte) 0xff, (byte) 0xfe, '\n'};
    var intent = Packets.with(Packets.intent("http"), "/body_bytes", "\"AP/+Cg==\"");

    var read = Packets.http(intent);

    assertThat(read.bodyBytes()).contains(Bytes.copyOf(bytes));
    assertThat(HttpExecutionIntent.CONTRACT.violations(Packets.with(intent, "/body", "{}")))
        .containsExactly(new Violation("/body_bytes", "must be absent where body is given"));
  }

  @DisplayName("9: a process intent says all about its process")
  @Test
  void carriesAllOfAProcess() {
    var intent = Packets.intent("process");
    intent.put("stdin_bytes", "AP8=").put("clear_env", true).put("user", "nobody");
    intent.put("stderr_mode", "stdout").put("close_stdin", false);
    intent.putArray("argv").add("").add("a b").add("");

    var read = Packets.process(intent);

    assertThat(read.stdinBytes()).contains(Bytes.copyOf(new byte[] {0, (byte) 0xff}));
    assertThat(read.clearEnv()).contains(true);
    assertThat(read.user()).contains("nobody");
    assertThat(read.stderr()).isEqualTo(StderrMode.STDOUT);
    assertThat(read.closesStdin()).isFalse();
    assertThat(read.argv()).containsExactly("", "a b", "");
  }

  @DisplayName("9: what a process intent does not say has one meaning")
  @Test
  void hasDefaultsForAProcess() {
    var read = Packets.process(Packets.intent("process"));

    assertThat(read.stderr()).isEqualTo(StderrMode.SEPARATE);
    assertThat(read.closesStdin()).isTrue();
    assertThat(read.surface()).isEqualTo(ExecutionSurface.local());
  }

  @DisplayName("9: a governed process inherits no environment, whatever its intent says")
  @Test
  void refusesAnInheritedEnvironment() {
    var intent = Packets.with(Packets.intent("process"), "/clear_env", "false");

    assertThat(ProcessExecutionIntent.CONTRACT.violations(intent))
        .containsExactly(new Violation("/clear_env", "must not be false: the intent is governed"));
  }

  private static List<Violation> routeViolations(String pointer, String json) {
    return ExecutionRoute.CONTRACT.violations(Packets.with(Packets.route("http"), pointer, json));
  }

  private static List<Violation> handleViolations(String handle) {
    var document = "{\"handle_ref\":\"" + handle + "\",\"kind\":\"k\",\"audience\":\"a\"}";
    return CredentialHandleRef.CONTRACT.violations(Json.parse(document));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }
}
