package io.executionplane.lanes.process.guest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.guest.bridge.Window;
import io.executionplane.lanes.process.stream.InputChannel;
import io.executionplane.lanes.process.stream.InputClosed;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * The way to a command's input in a guest. The guest answers for what the command has taken, so
 * what is on the way is bounded.
 */
final class GuestInput implements InputChannel {

  private static final int PIECE_BYTES_MAX = 64 * 1024;

  /** Room for what stands around the data of a frame. */
  private static final int AROUND_BYTES = 1024;

  /** A small piece costs more than its bytes. */
  private static final int PIECE_COST_MIN = 4 * 1024;

  private final Conversation conversation;
  private final Window window;
  private final int pieceBytes;
  private final CompletableFuture<Done> closed = new CompletableFuture<>();
  private long offset;

  GuestInput(Conversation conversation, int windowBytes, int frameBytesMax) {
    this.conversation = conversation;
    this.window = new Window(windowBytes);
    this.pieceBytes = Math.min(PIECE_BYTES_MAX, (frameBytesMax - AROUND_BYTES) / 4 * 3);
  }

  @Override
  public synchronized CompletionStage<?> send(byte[] bytes) {
    CompletionStage<Window> room = CompletableFuture.completedStage(window);
    for (var from = 0; from < bytes.length; from += pieceBytes) {
      room = piece(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieceBytes)));
    }
    return CompletableFuture.anyOf(room.toCompletableFuture(), closed);
  }

  private CompletionStage<Window> piece(byte[] bytes) {
    var cost = Math.max(bytes.length, PIECE_COST_MIN);
    var room = window.sent(cost);
    conversation
        .ask(Op.STDIN, data(bytes))
        .whenComplete(
            (taken, refused) -> {
              window.took(cost);
              if (refused != null) {
                closedByPeer();
              }
            });
    offset += bytes.length;
    return room;
  }

  private ObjectNode data(byte[] bytes) {
    var payload = Payload.data(bytes, offset);
    if (!conversation.isExtended()) {
      payload.remove("offset");
    }
    return payload;
  }

  @Override
  public synchronized void endInput() {
    conversation.ask(Op.STDIN_EOF, Payload.none());
  }

  /** The command reads no more. */
  void closedByPeer() {
    closed.completeExceptionally(new InputClosed());
  }

  /** Completes, in whatever way, when nobody reads any more. */
  CompletionStage<Done> closed() {
    return closed;
  }
}
