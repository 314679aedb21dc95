package io.executionplane.node.http.api;

/**
 * One way in which an operation answers, beside the problems that every operation may have.
 *
 * @param status the status
 * @param description when
 * @param mediaType of the body; empty if there is none
 * @param schema name of the schema of the body in the OpenAPI document; empty for plain text and
 *     bytes
 */
public record Answer(int status, String description, String mediaType, String schema) {

  public static Answer json(int status, String schema, String description) {
    return new Answer(status, description, "application/json", schema);
  }

  public static Answer of(int status, String mediaType, String description) {
    return new Answer(status, description, mediaType, "");
  }
}
