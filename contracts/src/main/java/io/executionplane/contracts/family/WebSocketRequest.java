package io.executionplane.contracts.family;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A WebSocket connection to an endpoint that the host knows by name.
 *
 * @param backpressureLimit most frames that wait for the reader
 */
@ContractVersion("ExecutionPlane.WebSocketRequest.v1")
public record WebSocketRequest(
    @Ref String connectionRef,
    @Ref String endpointRef,
    @NotBlank @Length(max = 128) @Size(max = 16) List<String> subprotocols,
    @Ref Optional<String> materializationRef,
    @Range(min = 1, max = 1_048_576) int backpressureLimit,
    Optional<Instant> deadlineAt,
    @Ref Optional<String> resumeRef) {

  public static final Contract<WebSocketRequest> CONTRACT = Contract.of(WebSocketRequest.class);

  private static final Rules RULES = Rules.of(WebSocketRequest.class);

  public WebSocketRequest {
    RULES
        .check(
            connectionRef,
            endpointRef,
            subprotocols,
            materializationRef,
            backpressureLimit,
            deadlineAt,
            resumeRef)
        .orThrow();
    subprotocols = List.copyOf(subprotocols);
    deadlineAt = deadlineAt.map(Timestamps::micros);
  }
}
