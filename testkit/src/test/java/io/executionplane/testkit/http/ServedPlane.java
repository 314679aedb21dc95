package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.NodeConfiguration;
import io.executionplane.node.http.HttpEndpoint;
import io.executionplane.node.http.HttpSettings;
import io.executionplane.node.http.caller.Caller;
import io.executionplane.node.http.caller.Callers;
import io.executionplane.node.http.caller.Role;
import io.executionplane.node.http.resource.AttachResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Set;

/**
 * A node with an HTTP endpoint at a free port of this machine, for tests. Every wait is bounded.
 */
final class ServedPlane implements AutoCloseable {

  static final Duration WITHIN = Duration.ofSeconds(60);

  /** The token of whoever may do everything, of the tenant of the node. */
  static final String OPERATOR = "operator-token";

  /** Tokens of two tenants that may submit and read. */
  static final String ADA = "token-of-ada";

  static final String EVE = "token-of-eve";

  /** The token of one who may only look at what Ada has. */
  static final String READER = "token-of-a-reader";

  /** The token of one who may look at what Ada has, and attach to it. */
  static final String HELPER = "token-of-a-helper";

  private final ExecutionPlane plane;
  private final HttpEndpoint endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServedPlane(ExecutionPlane plane, HttpEndpoint endpoint) {
    this.plane = plane;
    this.endpoint = endpoint;
  }

  static ServedPlane in(Path directory) {
    return in(directory, ConfigFactory.empty());
  }

  /** With settings over those of a node at any free port. */
  static ServedPlane in(Path directory, Config settings) {
    var config =
        settings
            .withFallback(ConfigFactory.parseString("execution-plane.http.port = 0"))
            .withFallback(TestDatabase.chosen().reach(directory));
    var plane =
        ExecutionPlane.builder()
            .dataDirectory(directory)
            .config(config)
            .attachRole(AttachResource.ATTACH_ROLE, AttachDirection.values())
            .start();
    try {
      var http = HttpSettings.from(NodeConfiguration.of(config));
      return new ServedPlane(plane, HttpEndpoint.start(plane, http, callers(plane, http)));
    } catch (RuntimeException refused) {
      plane.close();
      throw refused;
    }
  }

  private static Callers callers(ExecutionPlane plane, HttpSettings http) {
    var known = new HashMap<Sha256, Caller>();
    known.put(
        Callers.digest(OPERATOR),
        new Caller(plane.tenantId(), "operator", EnumSet.allOf(Role.class)));
    known.put(Callers.digest(ADA), new Caller("ada", "user:ada", Set.of(Role.SUBMIT, Role.READ)));
    known.put(Callers.digest(EVE), new Caller("eve", "user:eve", Set.of(Role.SUBMIT, Role.READ)));
    known.put(Callers.digest(READER), new Caller("ada", "user:reader", Set.of(Role.READ)));
    known.put(
        Callers.digest(HELPER), new Caller("ada", "user:helper", Set.of(Role.ATTACH, Role.READ)));
    return new Callers(known, http.callers().byCertificate());
  }

  ExecutionPlane plane() {
    return plane;
  }

  int port() {
    return endpoint.address().getPort();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  void drain() {
    endpoint.drain();
  }

  /** Stops listening; the plane goes on. */
  void hangUp() {
    endpoint.close();
  }

  // --- Calls

  /** A request that is being made, with a token. */
  HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", "Bearer " + token)
        .timeout(WITHIN);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError("the call failed", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** A response whose body is read as it comes. */
  HttpResponse<InputStream> open(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException failed) {
      throw new AssertionError("the call failed", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  HttpResponse<String> get(String token, String path) {
    return send(request(token, path).GET().build());
  }

  HttpResponse<String> post(String token, String path, String json, String... headers) {
    var request =
        request(token, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body());
  }

  // --- Requests

  /** A request under a grant for exactly this command. */
  AdmissionRequest granted(ProcessRun run) {
    var wish =
        AdmissionRequest.of(
                ProcessRun.LANE_ID, ProcessRun.OPERATION, ProcessRun.CONTRACT.encodeObject(run))
            .accepting(AttestationClass.LOCAL_PROCESS_WEAK);
    return plane.granted(wish, "user:ada");
  }

  String body(AdmissionRequest request) {
    return AdmissionRequest.CONTRACT.encode(request).toString();
  }

  String body(ProcessRun run) {
    return body(granted(run));
  }

  /** Submits a command that must be admitted, and gives its ref. */
  String submitted(String token, ProcessRun run) {
    var response = post(token, "/v1/executions", body(run));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return json(response).get("execution_ref").textValue();
  }

  /** Runs a command to its end, and gives its ref. */
  String ended(String token, ProcessRun run) {
    var ref = submitted(token, run);
    var response = get(token, "/v1/executions/" + ref + "?wait=60");
    assertThat(json(response).get("ended_at").isNull()).as(response.body()).isFalse();
    return ref;
  }

  @Override
  public void close() {
    endpoint.close();
    plane.close();
  }
}
