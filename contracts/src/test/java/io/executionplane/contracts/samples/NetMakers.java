package io.executionplane.contracts.samples;

import io.executionplane.contracts.lane.net.Backoff;
import io.executionplane.contracts.lane.net.HttpUrl;
import io.executionplane.contracts.lane.net.PeerConnection;
import io.executionplane.contracts.lane.net.RequestHeader;
import io.executionplane.contracts.lane.net.ResponseHeader;
import io.executionplane.contracts.lane.net.WebSocketUrl;
import java.util.Map;
import java.util.Optional;

/** Makes what the lanes that talk over a network share. */
final class NetMakers {

  private final RandomContracts random;

  NetMakers(RandomContracts random) {
    this.random = random;
  }

  void add() {
    random.put(HttpUrl.class, this::httpUrl);
    random.put(WebSocketUrl.class, this::webSocketUrl);
    random.put(RequestHeader.class, this::requestHeader);
    random.put(ResponseHeader.class, () -> new ResponseHeader("x-" + token(), fieldValue()));
    random.put(Backoff.class, this::backoff);
    random.put(PeerConnection.class, () -> connection(random.random().nextBoolean()));
  }

  HttpUrl httpUrl() {
    return new HttpUrl(random.oneOf(new String[] {"http", "https"}) + place());
  }

  WebSocketUrl webSocketUrl() {
    return new WebSocketUrl(random.oneOf(new String[] {"ws", "wss", "http", "https"}) + place());
  }

  Object connection(boolean isEncrypted) {
    var address = random.oneOf(new String[] {"127.0.0.1", "::1", "::ffff:10.0.0.1", "fe80::a"});
    var tls =
        isEncrypted ? Optional.of(random.some(PeerConnection.TlsSession.class)) : Optional.empty();
    return random.record(PeerConnection.class, Map.of("address", address, "tls", tls));
  }

  private String place() {
    var hosts = new String[] {"a.example", "127.0.0.1:8080", "[::1]", "x-1"};
    var rests = new String[] {"", "/", "/%20?q=%C3%A9&r", "?a@b", "/a:b//c;d"};
    return "://" + random.oneOf(hosts) + random.oneOf(rests);
  }

  private Object requestHeader() {
    return random.random().nextBoolean()
        ? RequestHeader.of("x-" + token(), fieldValue())
        : RequestHeader.secret("Authorization", "credential-handle://" + token());
  }

  private Object backoff() {
    var initial = 1 + random.random().nextInt(1_000);
    return random.record(
        Backoff.class, Map.of("initialMs", initial, "maxMs", initial + random.random().nextInt(9)));
  }

  private String token() {
    return random.text().from("aZ9!#$%&'*+-.^_`|~", 1 + random.random().nextInt(9));
  }

  private String fieldValue() {
    var inner = random.text().from("a \t,;=\"é\u00ff\u0080", random.random().nextInt(9));
    return random.random().nextInt(4) == 0 ? "" : "v" + inner + "w";
  }
}
