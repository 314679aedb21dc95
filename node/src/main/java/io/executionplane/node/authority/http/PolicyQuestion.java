package io.executionplane.node.authority.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.node.authority.AuthorityContext;

/**
 * What a policy service is asked: {@code {"input": …}} with the request as it was submitted, its
 * authority in it, and what the node knows besides.
 *
 * @param sendsPayload whether the payload is in it, and not only its digest
 */
record PolicyQuestion(AuthorityContext context, boolean sendsPayload) {

  byte[] json() {
    var question = JsonNodeFactory.instance.objectNode();
    var input = question.putObject("input");
    input.put("audience", context.audience());
    input.put("tenant_id", context.tenantId());
    input.put("now", Timestamps.text(context.now()));
    input.put("payload_hash", context.payloadHash().text());
    input.set("request", request());
    return CanonicalJson.bytes(question);
  }

  private ObjectNode request() {
    var request = (ObjectNode) AdmissionRequest.CONTRACT.encode(context.request());
    if (!sendsPayload) {
      request.remove("payload");
    }
    return request;
  }
}
