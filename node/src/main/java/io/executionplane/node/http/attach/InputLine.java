package io.executionplane.node.http.attach;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.input.InputReply;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import io.executionplane.node.wire.ServerMessage;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * One input of a client: hands in what came, in order, and acknowledges what was taken. What waits
 * is bounded by the window that the client keeps to, so nothing else that it says ever waits behind
 * its input. Safe for use by many threads.
 */
final class InputLine {

  private final StreamName stream;
  private final ExecutionInput input;
  private final Speaker speaker;
  private final ActorSystem<?> system;
  private final Queue<Piece> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean isBusy;
  private volatile boolean isOver;

  /** Data, or without any the end. */
  private record Piece(Optional<DataFrame> data) {

    int size() {
      return data.map(frame -> frame.bytes().size()).orElse(0);
    }
  }

  InputLine(StreamName stream, ExecutionInput input, Speaker speaker, ActorSystem<?> system) {
    this.stream = stream;
    this.input = input;
    this.speaker = speaker;
    this.system = system;
  }

  void bring(DataFrame data) {
    bring(new Piece(Optional.of(data)));
  }

  void end() {
    bring(new Piece(Optional.empty()));
  }

  /** Nobody waits for an answer any more. */
  void close() {
    isOver = true;
  }

  private void bring(Piece piece) {
    synchronized (this) {
      if (waiting.size() >= EpV1.WINDOW_MESSAGES
          || waitingBytes + piece.size() > EpV1.WINDOW_BYTES) {
        throw Problem.of(ProblemType.INVALID_REQUEST, "more input came than the window allows")
            .toException();
      }
      waiting.add(piece);
      waitingBytes += piece.size();
      if (isBusy) {
        return;
      }
      isBusy = true;
    }
    handIn(piece);
  }

  private void handIn(Piece piece) {
    var unused =
        reply(piece)
            .handle(
                (reply, failure) -> {
                  if (failure != null) {
                    speaker.refuse(
                        Problem.of(ProblemType.PLANE_FAILED, "input could not be handed in"));
                  } else if (!isOver) {
                    leaveWindow();
                    say(reply);
                    next();
                  }
                  return reply;
                });
  }

  private CompletionStage<InputReply> reply(Piece piece) {
    return piece.data().map(this::append).orElseGet(input::end);
  }

  private CompletionStage<InputReply> append(DataFrame data) {
    return Patience.handIn(
        () ->
            data.offset() == DataFrame.NEXT
                ? input.append(data.bytes())
                : input.append(data.offset(), data.bytes()),
        () -> !isOver,
        system);
  }

  private void say(InputReply reply) {
    if (reply instanceof InputReply.Accepted taken) {
      speaker.say(new ServerMessage.Accepted(stream, taken.from(), taken.to()));
    } else if (reply instanceof InputReply.Ended ended) {
      speaker.say(new ServerMessage.InputClosed(stream, ended.at()));
    } else {
      var refused = (InputReply.Refused) reply;
      speaker.say(new ServerMessage.InputRefused(stream, refused.at(), refused.refusal().code()));
    }
  }

  /** Before it is said: whoever hears it may send as much again at once. */
  private synchronized void leaveWindow() {
    waitingBytes -= waiting.remove().size();
  }

  private void next() {
    Piece following;
    synchronized (this) {
      following = waiting.peek();
      if (following == null) {
        isBusy = false;
        return;
      }
    }
    handIn(following);
  }
}
