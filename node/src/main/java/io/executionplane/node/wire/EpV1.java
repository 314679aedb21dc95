package io.executionplane.node.wire;

import io.executionplane.contracts.json.Contract;
import java.nio.charset.StandardCharsets;

/** What holds for every conversation in {@code ep.v1}. */
public final class EpV1 {

  /** The name of the protocol, as WebSockets negotiate it (RFC 6455, section 1.9). */
  public static final String NAME = "ep.v1";

  /** Where one attaches to an execution; {@code REF} stands for its ref. */
  public static final String ATTACH_PATH = "/v1/executions/REF/attach";

  /** Where one submits a request and stays with it. */
  public static final String FOREGROUND_PATH = "/v1/foreground";

  /** Header with an attach grant. A header, because addresses end up in logs. */
  public static final String GRANT_HEADER = "Attach-Grant";

  /** Most bytes of one stream that were sent and not yet acknowledged, in either direction. */
  public static final int WINDOW_BYTES = 256 * 1024;

  /** Most data messages of one stream that were sent and not yet acknowledged, by a client. */
  public static final int WINDOW_MESSAGES = 256;

  /** Most bytes of output in one message. */
  public static final int PIECE_BYTES_MAX = 32 * 1024;

  private static final Contract<ClientMessage> CLIENT = Contract.of(ClientMessage.class);
  private static final Contract<ServerMessage> SERVER = Contract.of(ServerMessage.class);

  private EpV1() {}

  public static String text(ClientMessage message) {
    return new String(CLIENT.canonical(message), StandardCharsets.UTF_8);
  }

  public static String text(ServerMessage message) {
    return new String(SERVER.canonical(message), StandardCharsets.UTF_8);
  }

  /**
   * Reads what a client says.
   *
   * @throws io.executionplane.contracts.json.MalformedJsonException if it is no acceptable JSON
   * @throws io.executionplane.contracts.json.ContractViolationException if it is no message
   */
  public static ClientMessage clientMessage(String text) {
    return CLIENT.decode(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what a node says; throws as {@link #clientMessage}. */
  public static ServerMessage serverMessage(String text) {
    return SERVER.decode(text.getBytes(StandardCharsets.UTF_8));
  }
}
