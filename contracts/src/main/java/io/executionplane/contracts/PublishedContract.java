package io.executionplane.contracts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A contract that other languages may rely on: its schema is published under its name.
 *
 * @param group the family it belongs to: {@code boundary}, {@code packet}, {@code activity}, {@code
 *     runtime} or {@code lane}
 * @param name its name within the family and its major version, for example {@code
 *     execution_route.v1}
 * @param type the record, or the sealed family of records
 */
public record PublishedContract<T>(String group, String name, Class<T> type) {

  /** The name that no other contract has, for example {@code packet/execution_route.v1}. */
  public String fullName() {
    return group + "/" + name;
  }

  /** What it looks like on the wire. */
  public Contract<T> contract() {
    return Contract.of(type);
  }

  /** The URI by which its schema calls itself. */
  public String schemaId() {
    return "urn:execution-plane:schema:" + fullName();
  }

  /**
   * Its schema (JSON Schema 2020-12), as it is published.
   *
   * @throws IllegalStateException if the schema was not packaged
   */
  public ObjectNode schema() {
    var resource = "schemas/" + fullName() + ".schema.json";
    try (var in = PublishedContract.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return (ObjectNode) Json.parse(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
