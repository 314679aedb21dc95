package io.executionplane.contracts.family;

import io.executionplane.contracts.json.WireName;

/** The methods that a request may use. */
public enum FamilyHttpMethod {
  @WireName("GET")
  GET,
  @WireName("POST")
  POST,
  @WireName("PUT")
  PUT,
  @WireName("PATCH")
  PATCH,
  @WireName("DELETE")
  DELETE
}
