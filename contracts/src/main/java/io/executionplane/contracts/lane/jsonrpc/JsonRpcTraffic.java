package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;

/**
 * How many messages went over a connection, the greeting included.
 *
 * @param sent messages to the peer
 * @param received messages from the peer, of whatever kind
 * @param notificationsReceived messages that wanted no answer
 * @param peerRequests requests of the peer
 * @param lateResponses responses after their request had timed out or was cancelled
 * @param duplicateResponses responses to requests that had one already, or that were never made
 */
public record JsonRpcTraffic(
    @Range(min = 0) long sent,
    @Range(min = 0) long received,
    @Range(min = 0) long notificationsReceived,
    @Range(min = 0) long peerRequests,
    @Range(min = 0) long lateResponses,
    @Range(min = 0) long duplicateResponses) {

  private static final Rules RULES = Rules.of(JsonRpcTraffic.class);

  public JsonRpcTraffic {
    RULES
        .check(
            sent, received, notificationsReceived, peerRequests, lateResponses, duplicateResponses)
        .and(
            () ->
                notificationsReceived <= received
                    && peerRequests <= received - notificationsReceived
                    && lateResponses <= received - notificationsReceived - peerRequests
                    && duplicateResponses
                        <= received - notificationsReceived - peerRequests - lateResponses,
            "received",
            "must be at least the sum of its kinds")
        .orThrow();
  }
}
