package io.executionplane.journal.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * A request as it is recorded: what is stored of it, and the hash that its first event names.
 *
 * @param text its canonical JSON, the authority masked
 * @param hash of everything but the authority
 */
public record RecordedRequest(String text, Sha256 hash) {

  /** A request to run a command, on the authority of what is no grant. */
  public static RecordedRequest toRun(String requestId, String command) {
    var payload = JsonObject.of(JsonNodeFactory.instance.objectNode().put("command", command));
    var request =
        AdmissionRequest.of("process", "run", payload)
            .withRequestId(requestId)
            .withAuthority(new AuthorityRef("not-a-grant"));
    var recorded = AdmissionRequest.CONTRACT.canonicalRedacted(request);
    return new RecordedRequest(new String(recorded, StandardCharsets.UTF_8), request.fingerprint());
  }

  /** The smallest: no request that a node would read, but one that a verifier can judge. */
  public static RecordedRequest empty() {
    return new RecordedRequest("{}", Sha256.ofText("{}"));
  }
}
