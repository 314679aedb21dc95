package io.executionplane.node.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Makes answers. */
public final class Answers {

  private static final ContentType PROBLEM =
      MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8).toContentType();

  private Answers() {}

  public static HttpResponse json(int status, JsonNode document) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(
            HttpEntities.create(
                ContentTypes.APPLICATION_JSON,
                CanonicalJson.text(document).getBytes(StandardCharsets.UTF_8)));
  }

  public static HttpResponse ok(JsonNode document) {
    return json(200, document);
  }

  public static HttpResponse text(int status, ContentType type, String text) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(type, text.getBytes(StandardCharsets.UTF_8)));
  }

  public static HttpResponse problem(Problem problem) {
    var response =
        text(problem.type().statusNumber(), PROBLEM, CanonicalJson.text(problem.document()));
    return problem
        .retryAfter()
        .map(delay -> response.addHeader(RawHeader.create("Retry-After", seconds(delay))))
        .orElse(response);
  }

  /** In whole seconds, and never less than is meant. */
  private static String seconds(Duration delay) {
    return Long.toString(Math.max(1, (delay.toMillis() + 999) / 1000));
  }
}
