package io.executionplane.node.http.resource;

import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * A connection that can become a WebSocket.
 *
 * @param protocol what is going to be spoken
 */
record Upgrade(WebSocketUpgrade offered, String protocol) {

  /**
   * What a call offers.
   *
   * @param known protocols that are spoken here; the client's order decides
   * @throws io.executionplane.node.http.api.ProblemException if it is no WebSocket handshake, or
   *     offers no protocol that is known
   */
  static Upgrade of(Call call, List<String> known) {
    var offered =
        call.request()
            .getAttribute(AttributeKeys.webSocketUpgrade)
            .orElseThrow(
                () ->
                    Problem.of(ProblemType.UPGRADE_REQUIRED, "this is only there as a WebSocket")
                        .toException());
    return StreamSupport.stream(offered.getRequestedProtocols().spliterator(), false)
        .filter(known::contains)
        .findFirst()
        .map(protocol -> new Upgrade(offered, protocol))
        .orElseThrow(
            () ->
                Call.wrong(
                    "Sec-WebSocket-Protocol", "must name one of " + String.join(", ", known)));
  }

  HttpResponse to(Flow<Message, Message, ?> conversation) {
    return offered.handleMessagesWith(conversation, protocol);
  }
}
