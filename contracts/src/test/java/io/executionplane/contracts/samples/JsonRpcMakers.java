package io.executionplane.contracts.samples;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcBatch;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcFraming;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcId;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcMessage;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcPeer;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcSession;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcTraffic;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcTransport;
import io.executionplane.contracts.lane.net.TlsDemands;
import io.executionplane.contracts.lane.process.ProcessRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes conversations in JSON-RPC. */
final class JsonRpcMakers {

  private final RandomContracts random;
  private final NetMakers net;

  private JsonRpcMakers(RandomContracts random, NetMakers net) {
    this.random = random;
    this.net = net;
  }

  static void addTo(RandomContracts random, NetMakers net) {
    var makers = new JsonRpcMakers(random, net);
    random.put(JsonRpcMessage.Request.class, () -> makers.request(random.maybe(JsonRpcId.class)));
    random.put(JsonRpcMessage.Notification.class, makers::notification);
    random.put(JsonRpcTransport.Stdio.class, makers::stdio);
    random.put(JsonRpcTransport.Tcp.class, makers::tcp);
    random.put(JsonRpcTransport.UnixSocket.class, makers::unixSocket);
    random.put(JsonRpcTransport.Http.class, makers::http);
    random.put(JsonRpcPeer.class, makers::peer);
    random.put(JsonRpcTraffic.class, makers::traffic);
    random.put(JsonRpcBatch.class, () -> makers.withMessages(JsonRpcBatch.class));
    random.put(JsonRpcSession.class, () -> makers.withMessages(JsonRpcSession.class));
  }

  private Object request(Optional<?> id) {
    return random.record(
        JsonRpcMessage.Request.class, Map.of("params", Optional.of(params()), "id", id));
  }

  private Object notification() {
    return random.record(
        JsonRpcMessage.Notification.class, Map.of("params", Optional.of(params())));
  }

  private JsonValue params() {
    var object = random.some(JsonObject.class).toNode();
    return random.random().nextBoolean()
        ? JsonValue.of(object)
        : JsonValue.of(object.arrayNode().add(object));
  }

  private Object withMessages(Class<? extends Record> type) {
    var messages =
        List.of(
            request(Optional.of(new JsonRpcId.OfNumber(1))),
            request(Optional.of(new JsonRpcId.OfText("1"))),
            request(Optional.empty()),
            notification());
    return random.record(type, Map.of("messages", messages));
  }

  private Object stdio() {
    return new JsonRpcTransport.Stdio(
        ProcessRun.of("server", random.text().of(random.random().nextInt(9))));
  }

  private Object tcp() {
    return random.record(JsonRpcTransport.Tcp.class, Map.of("host", random.text().from("a.-:", 5)));
  }

  private Object unixSocket() {
    return new JsonRpcTransport.UnixSocket("/" + random.text().from("a/é ", 53));
  }

  private Object http() {
    var url = net.httpUrl();
    Optional<?> tls = url.isEncrypted() ? random.maybe(TlsDemands.class) : Optional.empty();
    return random.record(JsonRpcTransport.Http.class, Map.of("url", url, "tls", tls));
  }

  private Object peer() {
    var transport = random.some(JsonRpcTransport.class);
    Optional<?> framing =
        transport.isByteStream() ? random.maybe(JsonRpcFraming.class) : Optional.empty();
    return random.record(JsonRpcPeer.class, Map.of("transport", transport, "framing", framing));
  }

  private Object traffic() {
    var late = random.random().nextInt(9);
    return new JsonRpcTraffic(late, 4L * late, late, late, late, random.random().nextInt(late + 1));
  }
}
