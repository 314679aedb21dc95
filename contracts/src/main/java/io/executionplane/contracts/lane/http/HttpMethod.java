package io.executionplane.contracts.lane.http;

import io.executionplane.contracts.json.WireName;

/**
 * The methods that the lane sends (RFC 9110, section 9, and RFC 5789). In capitals and not
 * otherwise: the case of a method means something. {@code CONNECT} is not among them, because a
 * tunnel is not a request.
 */
public enum HttpMethod {
  @WireName("GET")
  GET(true),
  @WireName("HEAD")
  HEAD(true),
  @WireName("POST")
  POST(false),
  @WireName("PUT")
  PUT(true),
  @WireName("PATCH")
  PATCH(false),
  @WireName("DELETE")
  DELETE(true),
  @WireName("OPTIONS")
  OPTIONS(true),
  @WireName("TRACE")
  TRACE(true);

  private final boolean idempotent;

  HttpMethod(boolean idempotent) {
    this.idempotent = idempotent;
  }

  /** Whether sending it twice means what sending it once does (RFC 9110, 9.2.2). */
  public boolean isIdempotent() {
    return idempotent;
  }
}
