package io.executionplane.lanes.process.guest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.process.CommandEnd;
import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Exit;
import io.executionplane.lanes.process.guest.bridge.Frame;
import io.executionplane.lanes.process.guest.bridge.Frame.Event;
import io.executionplane.lanes.process.guest.bridge.Frame.RemoteError;
import io.executionplane.lanes.process.guest.bridge.Frame.Request;
import io.executionplane.lanes.process.guest.bridge.Frame.Response;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.guest.bridge.Outbox;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.guest.bridge.StartSession;
import io.executionplane.lanes.process.guest.bridge.Started;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;

/**
 * What is said about one command between the node and the guest, whatever connection it goes over.
 * Frames arrive on one thread at a time; everything else may be called from any.
 */
final class Conversation {

  /** Frames that may arrive before the guest is told that they have. */
  private static final int UNTOLD_MAX = 32;

  private final GuestTargetSettings settings;
  private final Outbox outbox;
  private final boolean extended;
  private final ArrivingOutput stdout;
  private final ArrivingOutput stderr;
  private final GuestInput input;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<String, CompletableFuture<ObjectNode>> asked = new ConcurrentHashMap<>();
  private final CompletableFuture<Started> started = new CompletableFuture<>();
  private final CompletableFuture<Done> ended = new CompletableFuture<>();
  private final CompletableFuture<CommandEnd> end = new CompletableFuture<>();
  private final AtomicLong toldTaken = new AtomicLong();
  private int untold;
  private volatile boolean known;

  /**
   * Nothing was said yet.
   *
   * @param extended whether the guest goes beyond version 1
   * @param output what the command's output is called
   * @param frameBytesMax longest frame that the guest takes
   */
  Conversation(
      GuestTargetSettings settings,
      Outbox outbox,
      boolean extended,
      StreamName output,
      int frameBytesMax) {
    this.settings = settings;
    this.outbox = outbox;
    this.extended = extended;
    this.stdout = new ArrivingOutput(output, this::taken, this::closeWhenOver);
    this.stderr = new ArrivingOutput(StreamName.STDERR, this::taken, this::closeWhenOver);
    this.input = new GuestInput(this, settings.windowBytes(), frameBytesMax);
  }

  ArrivingOutput stdout() {
    return stdout;
  }

  ArrivingOutput stderr() {
    return stderr;
  }

  GuestInput input() {
    return input;
  }

  boolean isExtended() {
    return extended;
  }

  /** Has the command started; completes when it runs. */
  CompletionStage<Started> start(ObjectNode payload) {
    outbox.post(new Request(StartSession.ID, StartSession.OP, payload));
    return started;
  }

  /** Completes when the command itself has ended; fails when nobody can know any more. */
  CompletionStage<Done> ended() {
    return ended;
  }

  boolean hasEnded() {
    return ended.isDone();
  }

  /** How it ended, once all that it started has; fails when nobody can know. */
  CompletionStage<CommandEnd> end() {
    return end;
  }

  /** Asks something; completes with the answer. */
  CompletionStage<ObjectNode> ask(String op, ObjectNode payload) {
    var id = String.valueOf(lastId.incrementAndGet());
    var answer = new CompletableFuture<ObjectNode>();
    asked.put(id, answer);
    outbox.post(new Request(id, op, payload));
    if (end.isCompletedExceptionally()) { // Then nobody answers any more.
      answer.completeExceptionally(GuestFailures.connectionLost(settings.address()));
    }
    return answer;
  }

  /** Has everything ended of which the guest still knows. */
  void finish() {
    if (extended) {
      ask(Op.FINISH, Payload.none());
    } else if (!end.isDone()) {
      lost(GuestFailures.endNotTold());
    }
  }

  // --- What arrives

  void arrived(Frame frame) throws BridgeException {
    if (frame instanceof Response response) {
      answered(response);
    } else if (frame instanceof Event event) {
      happened(event.event(), event.payload());
    } else {
      throw new BridgeException(BridgeError.BRIDGE_PROTOCOL_ERROR, "a guest asks for nothing");
    }
    untold++;
    if (extended && untold >= UNTOLD_MAX) {
      tellTaken();
    }
  }

  private void answered(Response response) throws BridgeException {
    if (response.id().equals(StartSession.ID)) {
      if (response.error().isPresent()) {
        lost(GuestFailures.remote(response.error().get()));
      } else {
        started.complete(Payload.read(Started.CONTRACT, response.payload()));
      }
      return;
    }
    var waiting = asked.remove(response.id());
    if (waiting == null) {
      throw new BridgeException(BridgeError.BRIDGE_PROTOCOL_ERROR, "an answer to no request");
    }
    response
        .error()
        .ifPresentOrElse(
            error -> waiting.completeExceptionally(GuestFailures.remote(error)),
            () -> waiting.complete(response.payload()));
  }

  private void happened(String event, ObjectNode payload) throws BridgeException {
    switch (event) {
      case Op.STDOUT -> stdout.arrived(payload);
      case Op.STDERR -> stderr.arrived(payload);
      case Op.OUTPUT_ENDED -> output(payload).ended(payload.path("abandoned").asBoolean());
      case Op.INPUT_CLOSED -> input.closedByPeer();
      case Op.ENDED -> ended.complete(Done.getInstance());
      case Op.EXIT -> exited(Payload.read(Exit.CONTRACT, payload));
      case Op.ERROR -> lost(GuestFailures.remote(error(payload)));
      case Op.HEARTBEAT -> {}
      default ->
          throw new BridgeException(BridgeError.BRIDGE_PROTOCOL_ERROR, "an event of no known kind");
    }
  }

  private ArrivingOutput output(ObjectNode payload) {
    return payload.path("stream").asText().equals(Op.STDERR) ? stderr : stdout;
  }

  private static RemoteError error(ObjectNode payload) {
    return new RemoteError(
        payload.path("code").asText("unknown"),
        payload.path("details").asText(payload.path("capability").asText("")));
  }

  private void exited(Exit exit) {
    CommandEnds.of(exit)
        .ifPresentOrElse(
            end::complete, () -> end.completeExceptionally(GuestFailures.endNotNamed()));
    ended.complete(Done.getInstance());
    if (!extended) { // There the exit comes last.
      stdout.ended(false);
      stderr.ended(false);
    }
  }

  /** Nobody can know any more; all that is awaited fails. */
  void lost(RuntimeException cause) {
    started.completeExceptionally(cause);
    end.completeExceptionally(cause);
    ended.completeExceptionally(cause);
    asked.values().forEach(waiting -> waiting.completeExceptionally(cause));
    stdout.inbox().fail(cause);
    stderr.inbox().fail(cause);
    hangUp();
  }

  // --- What is told without being asked

  /** Says what has arrived and was taken. A frame that may be lost: the next one says it too. */
  Frame beat() {
    var payload = Payload.none();
    var byStream = payload.putObject(Op.TAKEN);
    byStream.put(Op.STDOUT, stdout.taken()).put(Op.STDERR, stderr.taken());
    return new Request("0", Op.ACK, payload);
  }

  private void tellTaken() {
    untold = 0;
    toldTaken.set(stdout.taken() + stderr.taken());
    outbox.pass(beat());
  }

  /** Tells the guest once there is room worth telling of. */
  private void taken() {
    if (extended) {
      var told = toldTaken.get();
      var now = stdout.taken() + stderr.taken();
      if (now - told >= settings.windowBytes() / 4 && toldTaken.compareAndSet(told, now)) {
        outbox.pass(beat());
      }
    } else {
      makeRoom();
    }
  }

  private synchronized void makeRoom() {
    notifyAll();
  }

  /** Where the guest knows no windows: reads nothing more while too much waits to be taken. */
  synchronized void awaitRoom() throws InterruptedException {
    while (!extended && (isFull(stdout) || isFull(stderr))) {
      wait();
    }
  }

  private boolean isFull(ArrivingOutput output) {
    return output.inbox().size() > settings.windowBytes();
  }

  /** All is known of the command that will be. */
  void allIsKnown() {
    known = true;
    closeWhenOver();
  }

  private void closeWhenOver() {
    makeRoom();
    if (known && stdout.inbox().isOver() && stderr.inbox().isOver()) {
      hangUp();
    }
  }

  /** Ends the session, and with it what still runs. */
  void hangUp() {
    outbox.close(goodbye());
  }

  /** The last word. */
  Frame goodbye() {
    return new Request("close-final", Op.CLOSE, Payload.none());
  }
}
