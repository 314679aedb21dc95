package io.executionplane.contracts.lane.http;

import io.executionplane.contracts.json.WireName;

/** The versions of HTTP. */
public enum HttpVersion {
  @WireName("1.0")
  HTTP_1_0,
  @WireName("1.1")
  HTTP_1_1,
  @WireName("2")
  HTTP_2,
  @WireName("3")
  HTTP_3
}
