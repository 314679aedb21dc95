package io.executionplane.contracts.samples;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.LanePhaseFact;
import io.executionplane.contracts.lane.http.HttpBody;
import io.executionplane.contracts.lane.http.HttpLaneRequest;
import io.executionplane.contracts.lane.http.HttpLaneResponse;
import io.executionplane.contracts.lane.http.HttpMethod;
import io.executionplane.contracts.lane.http.HttpRetry;
import io.executionplane.contracts.lane.net.TlsDemands;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.contracts.lane.process.ProcessInterrupt;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.contracts.lane.process.ProcessSessionLimits;
import io.executionplane.contracts.lane.process.ProcessShutdown;
import io.executionplane.contracts.lane.process.SignalName;
import io.executionplane.contracts.lane.sse.SseSubscribe;
import io.executionplane.contracts.lane.sse.SseSubscribeOutput;
import io.executionplane.contracts.lane.sse.SseUntil;
import io.executionplane.contracts.lane.terminal.OperatorTerminalSurface;
import io.executionplane.contracts.lane.terminal.TerminalDescription;
import io.executionplane.contracts.lane.terminal.TerminalListOutput;
import io.executionplane.contracts.lane.terminal.TerminalSurfaceKind;
import io.executionplane.contracts.lane.terminal.TerminalTransportOptions;
import io.executionplane.contracts.lane.websocket.WebSocketClose;
import io.executionplane.contracts.lane.websocket.WebSocketHandshake;
import io.executionplane.contracts.lane.websocket.WebSocketMessage;
import io.executionplane.contracts.lane.websocket.WebSocketPing;
import io.executionplane.contracts.lane.websocket.WebSocketSession;
import io.executionplane.contracts.lane.websocket.WebSocketSessionOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes what lanes are asked and what they answer. */
final class LaneMakers {

  private final RandomContracts random;
  private final NetMakers net;

  private LaneMakers(RandomContracts random) {
    this.random = random;
    this.net = new NetMakers(random);
  }

  static void addTo(RandomContracts random) {
    var makers = new LaneMakers(random);
    makers.net.add();
    random.put(Boolean.class, () -> random.random().nextBoolean());
    random.put(LanePhaseFact.class, makers::phaseFact);
    makers.addHttp();
    makers.addSse();
    makers.addWebSocket();
    makers.addProcess();
    makers.addTerminal();
    JsonRpcMakers.addTo(random, makers.net);
    SnapshotMakers.addTo(random);
    DiagnosticMakers.addTo(random);
  }

  private Object phaseFact() {
    var bytes = (long) random.random().nextInt(1_000);
    return random.record(
        LanePhaseFact.class,
        Map.of(
            "outputByteSize",
            bytes,
            "maxOutputBytes",
            bytes + random.random().nextInt(2),
            "payloadShape",
            List.of("a" + word(), "b" + word())));
  }

  // --- HTTP

  private void addHttp() {
    random.put(HttpBody.InText.class, () -> new HttpBody.InText(text()));
    random.put(
        HttpBody.OfFile.class,
        () -> random.record(HttpBody.OfFile.class, Map.of("path", "/" + text())));
    random.put(HttpLaneRequest.class, this::httpRequest);
    random.put(HttpLaneResponse.class, this::httpResponse);
  }

  private Object httpRequest() {
    var method = random.oneOf(HttpMethod.values());
    var url = net.httpUrl();
    Optional<?> tls = url.isEncrypted() ? random.maybe(TlsDemands.class) : Optional.empty();
    Optional<?> retry = method.isIdempotent() ? random.maybe(HttpRetry.class) : Optional.empty();
    Optional<?> body = method == HttpMethod.TRACE ? Optional.empty() : random.maybe(HttpBody.class);
    return random.record(
        HttpLaneRequest.class,
        Map.of("method", method, "url", url, "tls", tls, "retry", retry, "body", body));
  }

  private Object httpResponse() {
    var url = net.httpUrl();
    return random.record(
        HttpLaneResponse.class,
        Map.of("url", url, "connection", net.connection(url.isEncrypted())));
  }

  // --- SSE

  private void addSse() {
    random.put(SseUntil.Event.class, () -> new SseUntil.Event(word()));
    random.put(SseSubscribe.class, this::sseSubscribe);
    random.put(
        SseSubscribeOutput.class,
        () -> random.record(SseSubscribeOutput.class, Map.of("lastEventId", Optional.of(word()))));
  }

  private Object sseSubscribe() {
    var url = net.httpUrl();
    Optional<?> tls = url.isEncrypted() ? random.maybe(TlsDemands.class) : Optional.empty();
    var id = random.random().nextBoolean() ? Optional.of(word()) : Optional.empty();
    return random.record(SseSubscribe.class, Map.of("url", url, "tls", tls, "lastEventId", id));
  }

  // --- WebSocket

  private void addWebSocket() {
    random.put(WebSocketHandshake.class, this::handshake);
    random.put(WebSocketMessage.Text.class, () -> new WebSocketMessage.Text(text()));
    random.put(WebSocketPing.class, this::ping);
    random.put(WebSocketSession.class, this::webSocketSession);
    random.put(WebSocketClose.class, this::close);
    random.put(
        WebSocketSessionOutput.class,
        () ->
            random.record(
                WebSocketSessionOutput.class, Map.of("subprotocol", Optional.of(word()))));
  }

  private Object handshake() {
    var url = net.webSocketUrl();
    Optional<?> tls = url.isEncrypted() ? random.maybe(TlsDemands.class) : Optional.empty();
    return random.record(
        WebSocketHandshake.class,
        Map.of("url", url, "tls", tls, "subprotocols", List.of("chat", "x." + word())));
  }

  private Object ping() {
    var timeoutMs = 100 + random.random().nextInt(1_000);
    return new WebSocketPing(timeoutMs + random.random().nextInt(1_000), timeoutMs);
  }

  private Object webSocketSession() {
    var frame = 125 + random.random().nextInt(1_000);
    return random.record(
        WebSocketSession.class,
        Map.of("frameBytesMax", Optional.of(frame), "messageBytesMax", Optional.of(frame + 1_000)));
  }

  private Object close() {
    var codes = new Integer[] {1_000, 1_003, 1_007, 1_014, 3_000, 4_999};
    return new WebSocketClose(random.oneOf(codes), text());
  }

  // --- Processes

  private void addProcess() {
    random.put(ProcessRun.class, this::processRun);
    random.put(
        ProcessPty.class,
        () -> random.record(ProcessPty.class, Map.of("term", Optional.of("xterm-" + word()))));
    random.put(
        ProcessInterrupt.BySignal.class, () -> new ProcessInterrupt.BySignal(SignalName.SIGINT));
    random.put(
        ProcessInterrupt.ByInput.class,
        () -> new ProcessInterrupt.ByInput(Bytes.copyOf(random.bytes(3))));
    random.put(
        ProcessFact.Interrupted.class,
        () -> new ProcessFact.Interrupted(Bytes.copyOf(random.bytes(3))));
    random.put(ProcessSessionLimits.class, this::sessionLimits);
    random.put(ProcessSession.class, this::processSession);
  }

  private Object processRun() {
    var stdin = random.oneOf(ProcessRun.StdinMode.values());
    var isGiven = random.random().nextBoolean();
    var hasBytes = isGiven && stdin == ProcessRun.StdinMode.BYTES;
    return processRun(
        isGiven ? Optional.of(stdin) : Optional.empty(),
        hasBytes ? Optional.of(random.some(Bytes.class)) : Optional.empty());
  }

  private Object processRun(Optional<?> stdin, Optional<?> stdinBytes) {
    Optional<?> pty = random.maybe(ProcessPty.class);
    Optional<?> stderr =
        pty.isEmpty() ? random.maybe(ProcessRun.StderrMode.class) : Optional.empty();
    Optional<?> shutdown = random.maybe(ProcessShutdown.class);
    return random.record(
        ProcessRun.class,
        Map.of(
            "cwd", Optional.of("/" + text()),
            "stdin", stdin,
            "stdinBytes", stdinBytes,
            "stderr", stderr,
            "pty", pty,
            "shutdown", shutdown,
            "graceMs", shutdown.isEmpty() ? Optional.of(7) : Optional.empty(),
            "envHandles", handles("1_secret")));
  }

  private Object sessionLimits() {
    var buffer = 1 + random.random().nextInt(1_000);
    return random.record(
        ProcessSessionLimits.class,
        Map.of(
            "maxBufferSize", Optional.of(buffer),
            "oversizeLineChunkBytes", Optional.of(buffer),
            "maxRecoverableLineBytes", Optional.of(buffer + random.random().nextInt(1_000))));
  }

  private Object processSession() {
    var replays = random.random().nextBoolean();
    var run =
        replays ? ProcessRun.of(word(), text()) : processRun(Optional.empty(), Optional.empty());
    return random.record(
        ProcessSession.class,
        Map.of(
            "run", run,
            "replayStderrOnSubscribe", Optional.of(replays),
            "bufferEventsUntilSubscribe", Optional.of(!replays)));
  }

  // --- Terminals

  private void addTerminal() {
    random.put(TerminalTransportOptions.class, this::transportOptions);
    random.put(OperatorTerminalSurface.class, this::surface);
    random.put(TerminalDescription.class, () -> description(word()));
    random.put(TerminalListOutput.class, this::terminalList);
  }

  private Object transportOptions() {
    return random.record(
        TerminalTransportOptions.class,
        Map.of(
            "authMethods", List.of(TerminalTransportOptions.AuthMethod.PASSWORD),
            "userPasswords", handles(word())));
  }

  private Object surface() {
    var kind = random.oneOf(TerminalSurfaceKind.values());
    Optional<?> options =
        kind.isRemote() ? random.maybe(TerminalTransportOptions.class) : Optional.empty();
    return random.record(
        OperatorTerminalSurface.class,
        Map.of("surfaceKind", Optional.of(kind), "transportOptions", options));
  }

  private TerminalDescription description(String id) {
    var kind = random.oneOf(TerminalSurfaceKind.values());
    var port = kind.isRemote() ? Optional.of(2222) : Optional.empty();
    return (TerminalDescription)
        random.record(
            TerminalDescription.class,
            Map.of("terminalId", id, "surfaceKind", kind, "listeningPort", port));
  }

  private Object terminalList() {
    return new TerminalListOutput(List.of(description("a" + word()), description("b" + word())));
  }

  // --- Texts

  private Map<String, String> handles(String name) {
    var handles = new TreeMap<String, String>();
    if (random.random().nextBoolean()) {
      handles.put(name, "credential-handle://" + word());
    }
    return handles;
  }

  private String text() {
    return random.text().of(random.random().nextInt(9));
  }

  private String word() {
    return random.text().from("abc", 1 + random.random().nextInt(9));
  }
}
