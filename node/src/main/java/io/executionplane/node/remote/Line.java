package io.executionplane.node.remote;

import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import org.jspecify.annotations.Nullable;

/** A WebSocket: whole messages in both directions, one after the other, and its loss noticed. */
final class Line implements WebSocket.Listener {

  private static final Duration OPEN_WITHIN = Duration.ofSeconds(30);

  /** A node that lives asks more often whether we do. */
  private static final Duration SILENT_MAX = Duration.ofSeconds(90);

  /** More than a node puts into one message. */
  private static final int TEXT_CHARS_MAX = 16 * 1024 * 1024;

  private static final int BYTES_MAX = EpV1.WINDOW_BYTES + 64;

  private final CompletableFuture<Hearer> hearer = new CompletableFuture<>();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final StringBuilder text = new StringBuilder();
  private ByteStringBuilder bytes = new ByteStringBuilder();
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private volatile long heardAtNanos = System.nanoTime();
  private @Nullable WebSocket socket;

  private Line() {}

  /** Whoever is told what comes. Must not wait. */
  interface Hearer {

    void heard(String message);

    void heard(DataFrame data);

    /** Nothing comes any more. Called once. */
    void over(ConnectionLostException how);
  }

  static Line open(WebSocket.Builder builder, URI address) throws IOException {
    var line = new Line();
    try {
      line.socket =
          builder.buildAsync(address, line).get(OPEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      line.watch();
      return line;
    } catch (ExecutionException failed) {
      throw refused(address, failed.getCause() == null ? failed : failed.getCause());
    } catch (TimeoutException late) {
      throw new ConnectionLostException(address.getAuthority() + " did not answer", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ConnectionLostException("interrupted", interrupted);
    }
  }

  private static IOException refused(URI address, Throwable cause) {
    if (cause instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
      var response = handshake.getResponse();
      return RemoteProblemException.of(
          response.statusCode(), String.valueOf((Object) response.body()));
    }
    return new ConnectionLostException(
        "cannot reach " + address.getAuthority() + ": " + cause.getMessage(), cause);
  }

  /** From now on this one is told, first what came before. */
  void tell(Hearer who) {
    hearer.complete(who);
  }

  // --- What is sent

  void send(ClientMessage message) {
    var said = EpV1.text(message);
    send(open -> open.sendText(said, true));
  }

  void send(DataFrame data) {
    var encoded = data.encode().asByteBuffer();
    send(open -> open.sendBinary(encoded, true));
  }

  /** A WebSocket takes one message at a time. */
  private synchronized void send(Function<WebSocket, CompletableFuture<WebSocket>> how) {
    var open = socket;
    if (open == null || isOver.get()) {
      return;
    }
    sending =
        sending
            .thenCompose(before -> how.apply(open))
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    over(new ConnectionLostException("the connection broke", failure));
                  }
                });
  }

  /** Ends the connection after what was sent. Idempotent. */
  void close() {
    send(open -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  // --- What comes

  @Override
  public void onOpen(WebSocket open) {
    open.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
    if (text.length() + data.length() > TEXT_CHARS_MAX) {
      return tooLong(open);
    }
    text.append(data);
    if (last) {
      var whole = text.toString();
      text.setLength(0);
      tell(who -> who.heard(whole));
    }
    return more(open);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket open, ByteBuffer data, boolean last) {
    if (bytes.length() + data.remaining() > BYTES_MAX) {
      return tooLong(open);
    }
    bytes.append(ByteString.fromByteBuffer(data));
    if (last) {
      var whole = DataFrame.decode(bytes.result());
      bytes = new ByteStringBuilder();
      tell(who -> who.heard(whole));
    }
    return more(open);
  }

  /** What comes is kept until somebody listens; it is little by then. */
  private void tell(Consumer<Hearer> what) {
    var unused = hearer.thenAccept(what);
  }

  private @Nullable CompletionStage<?> more(WebSocket open) {
    heardAtNanos = System.nanoTime();
    open.request(1);
    return null;
  }

  private @Nullable CompletionStage<?> tooLong(WebSocket open) {
    open.abort();
    over(new ConnectionLostException("the node sent a message that is too long"));
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket open, ByteBuffer message) {
    return more(open);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket open, int status, String reason) {
    over(new ConnectionLostException("the node closed the connection"));
    return null;
  }

  @Override
  public void onError(WebSocket open, Throwable failure) {
    over(new ConnectionLostException("the connection broke: " + failure.getMessage(), failure));
  }

  private void over(ConnectionLostException how) {
    if (isOver.compareAndSet(false, true)) {
      tell(who -> who.over(how));
    }
  }

  // --- Whether anybody is there

  private void watch() {
    CompletableFuture.delayedExecutor(SILENT_MAX.toSeconds() / 3, TimeUnit.SECONDS)
        .execute(this::look);
  }

  private void look() {
    if (isOver.get()) {
      return;
    }
    if (System.nanoTime() - heardAtNanos > SILENT_MAX.toNanos()) {
      abort();
      over(new ConnectionLostException("the node has not been heard of for a while"));
    } else {
      watch();
    }
  }

  private synchronized void abort() {
    var open = socket;
    if (open != null) {
      open.abort();
    }
  }
}
