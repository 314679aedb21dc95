package io.executionplane.testkit.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.PublishedContract;
import io.executionplane.contracts.Vocabulary;
import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.admission.SandboxProfile;
import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.ExecutionPlaneBuilder;
import io.executionplane.node.RuntimeClient;
import io.executionplane.testkit.samples.ContractSamples;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Items 33 to 48 of the acceptance list: what a node admits, where, and what it writes down. */
class NodeAcceptanceTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String WEAK = "local-process-weak";
  private static final String STRONG = "linux-namespaces";
  private static final String OWNER = "owner-of-the-lane";

  @TempDir private Path directory;
  private final CallingLane lane = new CallingLane("sample", order -> answer("done"));
  private ExecutionPlane plane;

  @AfterEach
  void stop() {
    Optional.ofNullable(plane).ifPresent(ExecutionPlane::close);
  }

  // --- 33, 34: whom a node listens to

  @DisplayName("33: what was not declared when the registration was complete counts for nothing")
  @Test
  void admitsOnlyOnWhatWasDeclaredBeforeItStarted() throws Exception {
    var described = builder(new MeasuredTarget("one", "sample", WEAK));
    plane = described.start();

    described.directOwner(OWNER);

    assertThat(refused(direct()).reason()).isEqualTo(RejectionReason.DIRECT_MODE_NOT_ENABLED);
    assertThat(await(plane.client().preview(direct())).candidates()).isEmpty();
  }

  @DisplayName("34: without somebody who judges authority nothing is admitted")
  @Test
  void refusesWhatNobodyCanJudge() throws Exception {
    plane =
        builder(new MeasuredTarget("one", "sample", WEAK))
            .config(
                ConfigFactory.parseString(
                    "execution-plane.authority.signed-grant.own-key-trusted = false"))
            .start();

    assertThat(refused(granted(WEAK)).reason())
        .isEqualTo(RejectionReason.AUTHORITY_VERIFIER_MISSING);
  }

  // --- 35, 36, 39, 43: where an effect may happen

  @DisplayName("35: a target is used once it was measured, and not before")
  @Test
  void usesOnlyWhatWasMeasured() throws Exception {
    plane =
        builder(new MeasuredTarget("fallen", "sample"), new MeasuredTarget("fine", "sample", WEAK))
            .start();

    var ref = submitted(granted(WEAK));

    assertThat(result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(events(ref).get(1).targetId()).isEqualTo("fine");
    assertThat(await(plane.targets()).unmeasured()).containsOnlyKeys("fallen");
  }

  @DisplayName("36: a class that was not measured is never routed on, whoever claims it")
  @Test
  void neverRoutesOnAClaim() throws Exception {
    plane =
        builder(
                new MeasuredTarget("weak", "sample", WEAK),
                new MeasuredTarget("liar", "sample", "somebody-else", List.of(STRONG)))
            .start();

    assertThat(refused(granted(STRONG)).reason())
        .isEqualTo(RejectionReason.NO_SATISFYING_ATTESTED_TARGET);
    assertThat(lane.effects()).isZero();
  }

  @DisplayName("39: without a target nothing is admitted")
  @Test
  void refusesWhereThereIsNoTarget() throws Exception {
    plane = builder().start();

    assertThat(refused(granted(WEAK)).reason())
        .isEqualTo(RejectionReason.NO_SATISFYING_ATTESTED_TARGET);
  }

  @DisplayName("43: a weak class is refused where it is not acceptable")
  @Test
  void refusesAWeakTargetForARequestThatWantsAStrongOne() throws Exception {
    plane = builder(new MeasuredTarget("weak", "sample", WEAK)).start();

    var rejection = refused(granted(STRONG));

    assertThat(rejection.reason()).isEqualTo(RejectionReason.NO_SATISFYING_ATTESTED_TARGET);
    assertThat(rejection.candidates())
        .singleElement()
        .satisfies(candidate -> assertThat(candidate.targetId()).isEqualTo("weak"));
  }

  // --- 37, 38, 40, 41, 42: how it happens

  @DisplayName("37: a request with a matching target is carried out, and its evidence is written")
  @Test
  void carriesOutWhatMatchesAndWritesItDown() throws Exception {
    plane = builder(new MeasuredTarget("one", "sample", WEAK)).start();

    var ref = submitted(granted(WEAK));

    assertThat(result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(events(ref))
        .extracting(EvidenceEvent::type)
        .startsWith("admission.accepted", "target.selected", "execution.started")
        .endsWith("execution.completed");
  }

  @DisplayName("38: a request goes over HTTP where an HTTP target was measured")
  @Test
  void reachesAMeasuredHttpTarget() throws Exception {
    try (var server = new TargetServer("pong")) {
      var http = new CallingLane("http", order -> get(server));
      plane = of(http, new MeasuredTarget("web", "http", "local-http-weak")).start();

      var wish = AdmissionRequest.of("http", CallingLane.OPERATION, content("ping"));
      var ref = submitted(plane.granted(wish.accepting("local-http-weak"), "user:test"));

      assertThat(result(ref).output().orElseThrow()).isEqualTo(content("pong"));
      assertThat(server.received()).hasSize(1);
    }
  }

  private static CompletionStage<JsonObject> get(TargetServer server) {
    return HttpClient.newHttpClient()
        .sendAsync(HttpRequest.newBuilder(server.url()).build(), BodyHandlers.ofString())
        .thenApply(response -> content(response.body()));
  }

  @DisplayName("40: another client can stand in the place of the one in this JVM")
  @Test
  void servesAnyRuntimeClient() throws Exception {
    plane = builder(new MeasuredTarget("one", "sample", WEAK)).start();

    var local = runThrough(plane.client());
    var remote = runThrough(overAWire(plane.client()));

    assertThat(remote.status()).isEqualTo(local.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(remote.output()).isEqualTo(local.output());
  }

  private ExecutionResult runThrough(RuntimeClient client) throws Exception {
    var request = client.identified(granted(WEAK));
    await(client.submit(request));
    return await(client.awaitResult(client.refOf(request), WITHIN));
  }

  /** A client that has nothing but the bytes of a request to go by. */
  private static RuntimeClient overAWire(RuntimeClient plane) {
    return (RuntimeClient)
        Proxy.newProxyInstance(
            RuntimeClient.class.getClassLoader(),
            new Class<?>[] {RuntimeClient.class},
            (proxy, method, arguments) -> {
              for (var i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof AdmissionRequest request) {
                  var wire = AdmissionRequest.CONTRACT.canonical(request);
                  arguments[i] = AdmissionRequest.CONTRACT.decode(wire);
                }
              }
              try {
                return method.invoke(plane, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  @DisplayName("41: a client of a target that speaks JSON-RPC hands on what was asked, and no more")
  @Test
  void handsTheRequestToATargetThatSpeaksJsonRpc() throws Exception {
    try (var server = new TargetServer("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")) {
      var rpc = new CallingLane("jsonrpc", order -> post(server, order.payload().content()));
      plane = of(rpc, new MeasuredTarget("peer", "jsonrpc", WEAK)).start();
      var wish = AdmissionRequest.of("jsonrpc", CallingLane.OPERATION, content("ping"));
      var request = plane.granted(wish.accepting(WEAK), "user:test");

      result(submitted(request));

      var frame = Json.parse(server.received().get(0));
      assertThat(frame.get("jsonrpc").textValue()).isEqualTo("2.0");
      assertThat(frame.get("params")).isEqualTo(content("ping").toNode());
      assertThat(frame.toString())
          .doesNotContain(request.authorityRef().map(AuthorityRef::ref).orElseThrow());
    }
  }

  private static CompletionStage<JsonObject> post(TargetServer server, JsonObject content) {
    var frame = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("id", 1);
    frame.put("method", CallingLane.OPERATION).set("params", content.toNode());
    var request = HttpRequest.newBuilder(server.url());
    return HttpClient.newHttpClient()
        .sendAsync(
            request.POST(HttpRequest.BodyPublishers.ofString(frame.toString())).build(),
            BodyHandlers.ofString())
        .thenApply(response -> content(response.body()));
  }

  @DisplayName("42: one request is one effect on one target; no other target is tried")
  @Test
  void hasOneEffectAndTriesNoOtherTarget() throws Exception {
    var failing =
        new CallingLane(
            "sample", order -> CompletableFuture.failedStage(new IOException("it broke")));
    plane =
        of(
                failing,
                new MeasuredTarget("one", "sample", WEAK),
                new MeasuredTarget("other", "sample", WEAK))
            .start();

    var ref = submitted(granted(WEAK));

    assertThat(result(ref).status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(failing.effects()).isEqualTo(1);
    assertThat(events(ref))
        .extracting(EvidenceEvent::type)
        .containsOnlyOnce("target.selected", "execution.started");
  }

  // --- 44, 45: on whose word, in which form

  @DisplayName("44: an owner whom the host names needs no authority, and the evidence says so")
  @Test
  void letsAnOwnerCallHisLaneWithoutAuthority() throws Exception {
    plane = builder(new MeasuredTarget("one", "sample", WEAK)).directOwner(OWNER).start();

    var ref = submitted(direct());

    assertThat(result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(events(ref).get(0).payload())
        .isInstanceOfSatisfying(
            AdmissionAccepted.class,
            accepted -> {
              assertThat(accepted.provenance()).isEqualTo(Provenance.directLowerLaneOwner(OWNER));
              assertThat(accepted.authority()).isEmpty();
            });
    assertThat(await(plane.client().preview(direct())).candidates()).hasSize(1);
    assertThat(refused(request(1, WEAK, Optional.empty())).reason())
        .isEqualTo(RejectionReason.AUTHORITY_REF_MISSING);
  }

  @DisplayName("45: a request of another contract version is refused")
  @Test
  void refusesAnotherContractVersion() throws Exception {
    plane = builder(new MeasuredTarget("one", "sample", WEAK)).start();

    var rejection = refused(plane.granted(request(2, WEAK, Optional.empty()), "user:test"));

    assertThat(rejection.reason()).isEqualTo(RejectionReason.CONTRACT_VERSION_MISMATCH);
  }

  // --- 46, 47, 48: what is written down

  @DisplayName("46: every kind of evidence names version, bundle, target, class, lane and judge")
  @Test
  void namesInEveryEventWhatItIsAbout() throws Exception {
    var held = new CompletableFuture<JsonObject>();
    var hanging = new CallingLane("sample", order -> held);
    plane = of(hanging, new MeasuredTarget("one", "sample", WEAK)).start();

    var refused = submitted(granted(STRONG));
    var cancelled = submitted(granted(WEAK));
    await(plane.client().cancel(cancelled, "user:test"));
    held.complete(content("too late"));
    result(cancelled);

    var kinds =
        List.of(
            "admission.accepted",
            "target.selected",
            "execution.started",
            "cancel.requested",
            "execution.completed");
    assertThat(events(cancelled)).extracting(EvidenceEvent::type).containsAll(kinds);
    assertThat(events(cancelled))
        .allSatisfy(
            event -> {
              assertThat(event.v()).isEqualTo(EvidenceEvent.VERSION);
              assertThat(event.policyBundleHash()).isEqualTo("sha256:bundle");
              assertThat(event.targetId()).isEqualTo("one");
              assertThat(event.targetVerifierId()).isEqualTo("verifier-of-one");
              assertThat(event.attestationClass()).isEqualTo(WEAK);
              assertThat(event.laneId()).isEqualTo("sample");
              assertThat(event.authorityVerifierId()).isEqualTo("signed-grant");
            });
    assertThat(events(refused))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("admission.rejected");
              assertThat(event.policyBundleHash()).isEqualTo("sha256:bundle");
              assertThat(event.laneId()).isEqualTo("sample");
              assertThat(event.authorityVerifierId()).isEqualTo("signed-grant");
              assertThat(event.targetId()).isNull();
            });
  }

  @DisplayName("47: a node says what it is, what it can do, and who judges")
  @Test
  void describesItself() throws Exception {
    plane =
        builder(new MeasuredTarget("one", "sample", WEAK), new MeasuredTarget("fallen", "sample"))
            .start();

    var described = await(plane.describe());

    assertThat(described.nodeId()).isEqualTo("node-1");
    assertThat(described.authorityVerifierIds()).containsExactly("signed-grant");
    assertThat(described.lanes()).extracting(LaneCapabilities::laneId).containsExactly("sample");
    assertThat(described.targets())
        .singleElement()
        .satisfies(target -> assertThat(target.descriptor().attestedClasses()).contains(WEAK));
    assertThat(described.unmeasured()).containsOnlyKeys("fallen");
    assertThat(described.store()).isNotBlank();
  }

  @DisplayName("48: every value that crosses the boundary survives the way there and back")
  @ParameterizedTest
  @MethodSource("boundaryValues")
  void comesBackAsItWas(PublishedContract<?> contract) {
    var document = ContractSamples.of(contract).full();

    assertThat(thereAndBack(contract, document.toString())).isEqualTo(document);
  }

  static List<PublishedContract<?>> boundaryValues() {
    return Vocabulary.all().stream().filter(each -> each.group().equals("boundary")).toList();
  }

  private static <T> JsonNode thereAndBack(PublishedContract<T> contract, String text) {
    var value = contract.contract().decode(Json.parse(text));
    return Json.parse(contract.contract().canonical(value));
  }

  // --- The node, and what is asked of it

  private ExecutionPlaneBuilder builder(MeasuredTarget... targets) {
    return of(lane, targets);
  }

  private ExecutionPlaneBuilder of(CallingLane only, MeasuredTarget... targets) {
    var builder = ExecutionPlane.builder().dataDirectory(directory).lanes(List.of(only));
    for (var target : targets) {
      builder.targetVerifier(target);
    }
    return builder;
  }

  private AdmissionRequest granted(String attestationClass) {
    return plane.granted(request(1, attestationClass, Optional.empty()), "user:test");
  }

  private AdmissionRequest direct() {
    return request(1, WEAK, Optional.of(Provenance.directLowerLaneOwner(OWNER)));
  }

  private AdmissionRequest request(
      int version, String attestationClass, Optional<Provenance> provenance) {
    return plane
        .client()
        .identified(
            new AdmissionRequest(
                version,
                Optional.empty(),
                "sample",
                CallingLane.OPERATION,
                content("ping"),
                Optional.empty(),
                Optional.of(new AcceptableAttestation(List.of(attestationClass))),
                Optional.of(
                    new SandboxProfile(Optional.empty(), "sha256:bundle", Optional.empty())),
                Optional.empty(),
                List.of(),
                provenance,
                Optional.empty(),
                Optional.empty()));
  }

  private static JsonObject content(String text) {
    return JsonObject.of(JsonNodeFactory.instance.objectNode().put("text", text));
  }

  private static CompletionStage<JsonObject> answer(String text) {
    return CompletableFuture.completedStage(content(text));
  }

  private ExecutionRef submitted(AdmissionRequest request) throws Exception {
    return await(plane.client().submit(request)).ref();
  }

  private Rejection refused(AdmissionRequest request) throws Exception {
    var result = result(submitted(request));
    assertThat(result.status()).isEqualTo(ExecutionStatus.REJECTED);
    return result.rejection().orElseThrow();
  }

  private ExecutionResult result(ExecutionRef ref) throws Exception {
    return await(plane.client().awaitResult(ref, WITHIN));
  }

  private List<EvidenceEvent> events(ExecutionRef ref) throws Exception {
    return await(
        plane
            .client()
            .events(ref)
            .map(recorded -> recorded.event())
            .runWith(Sink.seq(), plane.system()));
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }
}
