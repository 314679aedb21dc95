package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.http.HttpEndpoint;
import io.executionplane.node.http.HttpSettings;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;

/**
 * Requests over HTTP, beside a bare Pekko HTTP route that takes the same body and answers as many
 * bytes: until they are accepted and until their result is there, of an effect that a script stands
 * in for and of {@code /bin/true}.
 */
public final class HttpRates {

  private static final int ROUNDS = 3;
  private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
  private static final String TOKEN = "benchmark";
  private static final String SCRIPTED = "scripted";

  private static final String SCENARIO =
      """
      {"contract_version": "ExecutionPlane.LowerSimulationScenario.v1",
       "scenario_id": "nothing", "version": "1.0.0", "route_kind": "process",
       "protocol_surface": "process", "matcher_class": "deterministic_over_input",
       "status_or_exit_or_response_or_stream_or_chunk_or_fault_shape": {"cases": [
         {"operation": "run", "steps": [
           {"kind": "end", "succeeded": true, "output": {"exit": {"kind": "code", "code": 0}}}]}]},
       "no_egress_assertion": {"external_egress": "deny", "process_spawn": "deny"},
       "bounded_evidence_projection": {
         "contract_version": "ExecutionPlane.LowerSimulationEvidence.v1",
         "raw_payload_persistence": "shape_only"},
       "input_fingerprint_ref": "fingerprint://execution-plane/input/any",
       "cleanup_behavior": {}, "owner_repo": "execution_plane"}
      """;

  private HttpRates() {}

  /** Runs it; the first argument is the length of a round in seconds (default 2). */
  public static void main(String[] args) throws Exception {
    var round = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 2);
    BothStores.each((store, directory, settings) -> compare(store, directory, settings, round));
    System.exit(0); // The actor systems have ended; a thread of a pool may linger for a minute.
  }

  private static void compare(String store, Path directory, Config settings, Duration round)
      throws Exception {
    var config = simulation(directory).withFallback(settings);
    try (var plane = ExecutionPlane.builder().config(config).dataDirectory(directory).start();
        var endpoint = endpoint(plane)) {
      var bare = bare(plane);
      new Comparison(store + ", over HTTP", contenders(plane, endpoint, bare)).run(round, ROUNDS);
      bare.unbind().toCompletableFuture().join();
    }
  }

  /** A target whose effects are over at once. */
  private static Config simulation(Path directory) throws Exception {
    var file = Files.writeString(directory.resolve("nothing.json"), SCENARIO);
    return ConfigFactory.parseMap(
        Map.of(
            "execution-plane.simulation.targets",
            List.of(
                Map.of("target-id", SCRIPTED, "lane", "process", "scenario-file", file.toString())),
            "execution-plane.node.forget-after",
            "50ms"));
  }

  private static HttpEndpoint endpoint(ExecutionPlane plane) {
    var settings = HttpSettings.local(plane.system().settings().config());
    return HttpEndpoint.start(plane, settings, settings.callers(TOKEN, plane.tenantId()));
  }

  private static ServerBinding bare(ExecutionPlane plane) throws Exception {
    Function<HttpRequest, CompletionStage<HttpResponse>> route =
        request -> taken(request, plane).thenApply(body -> answered());
    return Http.get(plane.system())
        .newServerAt("127.0.0.1", 0)
        .bind(route)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static CompletionStage<?> taken(HttpRequest request, ExecutionPlane plane) {
    return request.entity().toStrict(10_000, plane.system());
  }

  /** As many bytes as a receipt has. */
  private static HttpResponse answered() {
    return HttpResponse.create()
        .withStatus(202)
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, "x".repeat(72)));
  }

  private static List<Contender> contenders(
      ExecutionPlane plane, HttpEndpoint endpoint, ServerBinding bare) {
    var commands = GovernedCommands.of(plane);
    var real = AdmissionRequest.CONTRACT.encode(commands.request("/bin/true")).toString();
    var scripted = AdmissionRequest.CONTRACT.encode(scripted(commands)).toString();
    var contenders = new ArrayList<Contender>();
    for (var connections : CONNECTIONS) {
      var limit =
          Contender.of(
              "bare route, %d connections".formatted(connections),
              posts(bare.localAddress(), scripted, 0, connections));
      contenders.add(limit);
      contenders.add(
          Contender.beside(
              limit,
              "scripted, accepted, %d".formatted(connections),
              posts(endpoint.address(), scripted, 0, connections)));
      contenders.add(
          Contender.beside(
              limit,
              "scripted, result, %d".formatted(connections),
              posts(endpoint.address(), scripted, 50, connections)));
      contenders.add(
          Contender.beside(
              limit,
              "/bin/true, result, %d".formatted(connections),
              posts(endpoint.address(), real, 50, connections)));
    }
    return contenders;
  }

  private static AdmissionRequest scripted(GovernedCommands commands) {
    return AdmissionRequest.of(
            ProcessRun.LANE_ID,
            ProcessRun.OPERATION,
            ProcessRun.CONTRACT.encodeObject(ProcessRun.of("/bin/true")))
        .accepting(AttestationClass.SIMULATED)
        .withAuthority(commands.grant());
  }

  private static Round posts(
      InetSocketAddress address, String body, int waitSeconds, int connections) {
    return new HttpPosts(address, TOKEN, body, waitSeconds, connections);
  }
}
