package io.executionplane.node.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Operation;

/** How operations answer, problems included. */
final class Responses {

  private static final String PROBLEM = "Problem";

  private Responses() {}

  /** The answer that every operation may give. */
  static ObjectNode components() {
    var responses = JsonNodeFactory.instance.objectNode();
    var problem = responses.putObject(PROBLEM).put("description", "Why it was not done.");
    problem
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", Schemas.reference(PROBLEM));
    return responses;
  }

  static ObjectNode of(Operation operation) {
    var responses = JsonNodeFactory.instance.objectNode();
    operation.answers().forEach(answer -> add(responses, answer));
    problem(responses, "400");
    if (!operation.roles().isEmpty()) {
      problem(responses, "401");
      problem(responses, "403");
    }
    if (!operation.path().names().isEmpty()) {
      problem(responses, "404");
    }
    if (operation.body().isPresent()) {
      problem(responses, "413");
      problem(responses, "415");
    }
    problem(responses, "default");
    return responses;
  }

  private static void problem(ObjectNode responses, String status) {
    responses.putObject(status).put("$ref", "#/components/responses/" + PROBLEM);
  }

  /** One status may be answered in several forms. */
  private static void add(ObjectNode responses, Answer answer) {
    var status = String.valueOf(answer.status());
    var response =
        responses.has(status) ? (ObjectNode) responses.get(status) : responses.putObject(status);
    response.put(
        "description",
        response.has("description")
            ? response.get("description").textValue() + " Or: " + answer.description()
            : answer.description());
    if (hasBody(answer)) {
      response
          .withObjectProperty("content")
          .putObject(answer.mediaType())
          .set("schema", schema(answer));
    }
  }

  private static boolean hasBody(Answer answer) {
    return answer.status() >= 200 && answer.status() != 204 && !answer.mediaType().isEmpty();
  }

  private static ObjectNode schema(Answer answer) {
    if (!answer.schema().isEmpty()) {
      return Schemas.reference(answer.schema());
    }
    if (answer.mediaType().equals("application/json")) {
      return JsonNodeFactory.instance.objectNode().put("type", "object");
    }
    var schema = JsonNodeFactory.instance.objectNode().put("type", "string");
    return answer.mediaType().startsWith("text/") ? schema : schema.put("format", "binary");
  }
}
