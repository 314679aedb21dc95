package io.executionplane.contracts.lane.net;

import io.executionplane.contracts.json.WireName;

/** The versions of TLS that a lane speaks; older ones are broken. */
public enum TlsVersion {
  /** RFC 5246. */
  @WireName("1.2")
  TLS_1_2,
  /** RFC 8446. */
  @WireName("1.3")
  TLS_1_3
}
