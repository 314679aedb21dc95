package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.JsonValue;
import java.util.Optional;

/** What JSON-RPC 2.0 asks of methods and parameters. */
final class JsonRpcParams {

  static final String METHOD_RULE = "must not begin with rpc.: such names are reserved";
  static final String PARAMS_RULE = "must be an object or an array";

  private JsonRpcParams() {}

  static boolean isFree(String method) {
    return !method.startsWith("rpc.");
  }

  static boolean isStructured(Optional<JsonValue> params) {
    return params.map(JsonRpcParams::isStructured).orElse(true);
  }

  private static boolean isStructured(JsonValue value) {
    return value.canonical().startsWith("{") || value.canonical().startsWith("[");
  }
}
