package io.executionplane.node.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls a server. Every wait is bounded, but those for what a running execution does. */
public final class HttpCaller {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(100);

  /** More than any document has that a server gives. */
  private static final int DOCUMENT_BYTES_MAX = Json.DOCUMENT_BYTES_MAX;

  private final Server server;
  private final HttpClient client;

  public HttpCaller(Server server) {
    this.server = server;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Whether somebody is there. */
  public static boolean answers(Server server) {
    try {
      new HttpCaller(server).get("/livez");
      return true;
    } catch (ServerException gone) {
      return false;
    }
  }

  public Server server() {
    return server;
  }

  HttpClient client() {
    return client;
  }

  /**
   * The document at a path.
   *
   * @throws ServerException if the server cannot be reached, or refuses
   */
  public JsonNode get(String path) {
    return document(request(path).GET());
  }

  /** What a server says to what is sent there. */
  public JsonNode post(String path) {
    return document(request(path).POST(BodyPublishers.noBody()));
  }

  /** What a server says to a document that is sent there. */
  public JsonNode post(String path, String json) {
    BodyPublisher body = BodyPublishers.ofString(json);
    return document(request(path).header("Content-Type", "application/json").POST(body));
  }

  /** The bytes at a path, as they come. Whoever takes them closes it. */
  public InputStream bytes(String path) {
    return open(request(path).GET());
  }

  /**
   * The events at a path, from after one on.
   *
   * @param lastId id of the last event that the caller has; empty for none
   */
  public EventReader events(String path, String lastId) {
    var request = request(path).header("Accept", "text/event-stream").GET();
    return new EventReader(
        open(lastId.isEmpty() ? request : request.header("Last-Event-ID", lastId)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.at(path))
        .timeout(ANSWER_WITHIN)
        .header("Authorization", "Bearer " + server.token());
  }

  private JsonNode document(HttpRequest.Builder request) {
    try (var body = open(request)) {
      return Json.parse(body.readNBytes(DOCUMENT_BYTES_MAX + 1));
    } catch (IOException lost) {
      throw ServerException.unreachable(server, lost);
    } catch (MalformedJsonException strange) {
      throw ServerException.strange(server, 200);
    }
  }

  private InputStream open(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() >= 300) {
        throw refusal(response);
      }
      return response.body();
    } catch (IOException lost) {
      throw ServerException.unreachable(server, lost);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ServerException.unreachable(server, interrupted);
    }
  }

  private ServerException refusal(HttpResponse<InputStream> response) throws IOException {
    try (var body = response.body()) {
      var problem = Json.parse(body.readNBytes(DOCUMENT_BYTES_MAX));
      return problem.hasNonNull("detail")
          ? ServerException.refused(response.statusCode(), problem)
          : ServerException.strange(server, response.statusCode());
    } catch (MalformedJsonException strange) {
      return ServerException.strange(server, response.statusCode());
    }
  }
}
