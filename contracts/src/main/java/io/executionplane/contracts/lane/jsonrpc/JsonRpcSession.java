package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;

/**
 * A conversation. Whoever is attached sends messages and gets what the peer sends.
 *
 * @param messages what is sent first, in order; requests have different ids
 * @param peerRequests what happens to requests of the peer; absent means that they are refused
 * @param pendingMax most requests that wait for a response at once; absent means 128
 * @param idleMs the session ends when nothing was said for so long, in milliseconds; absent means
 *     never
 */
public record JsonRpcSession(
    @Inline JsonRpcPeer peer,
    @Size(max = 1_000) List<JsonRpcMessage> messages,
    Optional<PeerRequests> peerRequests,
    @Range(min = 1, max = 10_000) Optional<Integer> pendingMax,
    @Range(min = 1, max = 86_400_000) Optional<Integer> idleMs)
    implements JsonRpcPayload {

  /** The operation's name. */
  public static final String OPERATION = "session";

  /** What {@code pendingMax} means when it is absent. */
  public static final int PENDING_MAX_DEFAULT = 128;

  public static final Contract<JsonRpcSession> CONTRACT = Contract.of(JsonRpcSession.class);

  private static final Rules RULES = Rules.of(JsonRpcSession.class);

  public JsonRpcSession {
    RULES
        .check(peer, messages, peerRequests, pendingMax, idleMs)
        .and(messages, JsonRpcMessages::haveDifferentIds, "messages", JsonRpcMessages.RULE)
        .orThrow();
    messages = List.copyOf(messages);
  }

  /** What happens to requests of the peer. */
  public enum PeerRequests {
    /** The lane answers that the method is not found (−32601). */
    REFUSE,
    /** Whoever is attached answers them. */
    DELIVER
  }
}
