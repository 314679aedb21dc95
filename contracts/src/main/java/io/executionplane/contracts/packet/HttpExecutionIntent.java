package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.WithoutNul;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An HTTP exchange. Its body is a JSON value or bytes, never both. */
@ContractVersion("http_execution_intent.v1")
public record HttpExecutionIntent(
    ExecutionIntentEnvelope envelope,
    @Ref String requestShape,
    HttpStreamMode streamMode,
    @Size(max = 256) Map<@NotBlank String, @WithoutNul String> headers,
    Optional<JsonValue> body,
    Optional<Bytes> bodyBytes,
    Optional<EgressSurface> egressSurface,
    Optional<HttpTimeouts> timeouts,
    @Ref Optional<String> retryClass)
    implements ExecutionIntent {

  public static final Contract<HttpExecutionIntent> CONTRACT =
      Contract.of(HttpExecutionIntent.class);

  private static final Rules RULES = Rules.of(HttpExecutionIntent.class);

  public HttpExecutionIntent {
    RULES
        .check(
            envelope,
            requestShape,
            streamMode,
            headers,
            body,
            bodyBytes,
            egressSurface,
            timeouts,
            retryClass)
        .and(
            () -> body.isEmpty() || bodyBytes.isEmpty(),
            "bodyBytes",
            "must be absent where body is given")
        .orThrow();
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }
}
