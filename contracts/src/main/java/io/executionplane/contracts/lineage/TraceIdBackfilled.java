package io.executionplane.contracts.lineage;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Somebody still sends a lineage without a trace id, and the request's id took its place. Counted
 * so that the migration aid can go once nobody needs it.
 *
 * @param count how many packets this tells of
 * @param consumer who filled it in
 * @param source which id took the place
 * @param requestId the id that is the trace id now
 */
public record TraceIdBackfilled(
    @Range(min = 1) int count,
    @Ref String consumer,
    @Ref String source,
    @Ref Optional<String> tenantId,
    @Ref String requestId,
    @Ref Optional<String> decisionId,
    @Ref Optional<String> boundarySessionId,
    @Ref Optional<String> routeId) {

  /** Who fills it in. */
  public static final String CONSUMER = "execution_plane_contracts";

  /** Which id takes the place. */
  public static final String SOURCE = "request_id";

  public static final Contract<TraceIdBackfilled> CONTRACT = Contract.of(TraceIdBackfilled.class);

  private static final Rules RULES = Rules.of(TraceIdBackfilled.class);

  public TraceIdBackfilled {
    RULES
        .check(count, consumer, source, tenantId, requestId, decisionId, boundarySessionId, routeId)
        .orThrow();
  }
}
