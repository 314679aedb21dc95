package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.json.Sha256;
import java.time.Instant;

/**
 * What an authority must cover.
 *
 * @param audience the name of this plane, for which the authority must be meant
 * @param request the request. Its authority is in it: it is a secret
 * @param payloadHash digest of the exact canonical payload
 * @param now the moment at which it must hold
 */
public record AuthorityContext(
    String audience, String tenantId, AdmissionRequest request, Sha256 payloadHash, Instant now) {

  public String laneId() {
    return request.laneId();
  }

  public String operation() {
    return request.operation();
  }
}
