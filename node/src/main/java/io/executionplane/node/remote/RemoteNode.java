package io.executionplane.node.remote;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.EpV1;
import io.executionplane.node.wire.ServerMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A node that listens at an address, for those who run something there with their own streams, or
 * attach to what runs.
 *
 * <pre>{@code
 * var node = new RemoteNode(URI.create("http://127.0.0.1:7480"), token, HttpClient.newHttpClient());
 * try (var foreground = node.submit(request, true)) {
 *   // a thread each: foreground.output(STDOUT).transferTo(System.out), … STDERR, … PTY;
 *   // System.in.transferTo(foreground.input()), and close that
 *   var result = foreground.result().get();
 * }
 * }</pre>
 *
 * <p>A foreground has three outputs, of which those that the effect does not have end at once. One
 * that is not read holds up the effect, as an unread pipe does, and none of the others.
 */
public final class RemoteNode {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  private final URI address;
  private final String token;
  private final HttpClient http;

  /**
   * A node.
   *
   * @param address its scheme (with TLS or without), host and port
   * @param token bearer token; empty where the certificate of the connector says who calls
   * @param connector makes the connections, so that it knows whom to trust
   */
  public RemoteNode(URI address, String token, HttpClient connector) {
    this.address = address;
    this.token = token;
    this.http = connector;
  }

  /**
   * Submits a request and stays with it. When the connection is lost or the session closed before
   * the end, the execution is cancelled.
   *
   * @param givesInput whether {@link RemoteSession#input()} is the effect's standard input, and
   *     nobody else may hand in
   * @return what was admitted; {@link RemoteForeground#receipt()} says whether it runs for this
   *     caller, or was submitted before
   * @throws RemoteProblemException if it was refused
   * @throws ConnectionLostException if the node cannot be reached
   */
  public RemoteForeground submit(AdmissionRequest request, boolean givesInput) throws IOException {
    var line = open(EpV1.FOREGROUND_PATH, Optional.empty());
    var session = new RemoteSession(line);
    var encoded = AdmissionRequest.CONTRACT.encodeObject(request);
    var opening = session.begin(new ClientMessage.Submit(encoded, givesInput));
    if (opening instanceof ServerMessage.Receipt receipt) {
      return new RemoteForeground(receipt, session);
    }
    throw unexpected(session, opening);
  }

  /**
   * Attaches to an execution.
   *
   * @param directions what for; at least one
   * @param grant a signed attach grant; where the caller has the role {@code attach} he needs none
   * @throws RemoteProblemException if it was refused
   * @throws ConnectionLostException if the node cannot be reached
   */
  public RemoteAttachment attach(
      ExecutionRef ref, Set<AttachDirection> directions, Optional<String> grant)
      throws IOException {
    var query =
        directions.stream()
            .map(each -> "direction=" + each.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("&", "?", ""));
    var session =
        new RemoteSession(open(EpV1.ATTACH_PATH.replace("REF", ref.text()) + query, grant));
    var opening = session.begin();
    if (opening instanceof ServerMessage.Attached attached) {
      return new RemoteAttachment(attached, session);
    }
    throw unexpected(session, opening);
  }

  private static IOException unexpected(RemoteSession session, ServerMessage opening) {
    session.close();
    return new ConnectionLostException("the node began with " + opening.getClass().getSimpleName());
  }

  private Line open(String path, Optional<String> grant) throws IOException {
    var builder = http.newWebSocketBuilder().subprotocols(EpV1.NAME).connectTimeout(CONNECT_WITHIN);
    authorize(builder);
    grant.ifPresent(signed -> builder.header(EpV1.GRANT_HEADER, signed));
    return Line.open(builder, at(path));
  }

  private void authorize(WebSocket.Builder builder) {
    if (!token.isEmpty()) {
      builder.header("Authorization", "Bearer " + token);
    }
  }

  private URI at(String path) {
    var scheme = "https".equals(address.getScheme()) ? "wss" : "ws";
    return URI.create(scheme + "://" + address.getRawAuthority() + path);
  }
}
