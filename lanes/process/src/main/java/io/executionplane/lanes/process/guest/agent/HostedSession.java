package io.executionplane.lanes.process.guest.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.lanes.process.CommandEnd;
import io.executionplane.lanes.process.RunningCommand;
import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Exit;
import io.executionplane.lanes.process.guest.bridge.Frame;
import io.executionplane.lanes.process.guest.bridge.Frame.Event;
import io.executionplane.lanes.process.guest.bridge.Frame.Request;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.guest.bridge.Outbox;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.guest.bridge.StartSession;
import io.executionplane.lanes.process.guest.bridge.Started;
import io.executionplane.lanes.process.guest.bridge.Window;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One session: at most one command, and what is said of it, whatever connection it goes over.
 * Requests arrive on one thread at a time; what becomes of the command is told by any.
 */
final class HostedSession implements HostedCommand.Told {

  private static final int INT = 2;

  /** More signals than there are. */
  private static final int SIGNALS_END = 65;

  private final AgentParts parts;
  private final SessionTerms terms;
  private final Outbox outbox;
  private final Window stdout;
  private final Window stderr;
  private final CompletableFuture<String> over = new CompletableFuture<>();
  private boolean begun;
  private long inputOffset;
  private @Nullable HostedCommand hosted;
  private boolean ending;

  /** A session without a command. */
  HostedSession(AgentParts parts, SessionTerms terms, Outbox outbox) {
    this.parts = parts;
    this.terms = terms;
    this.outbox = outbox;
    this.stdout = new Window(terms.windowBytes());
    this.stderr = new Window(terms.windowBytes());
  }

  // --- What arrives

  void arrived(Frame frame) throws BridgeException {
    if (!(frame instanceof Request request)) {
      throw broken("a node only asks");
    }
    switch (request.op()) {
      case StartSession.OP -> begin(request);
      case StartSession.RUN_OP -> run(request);
      case Op.ACK -> taken(request.payload().path(Op.TAKEN));
      case Op.RECLAIM -> reclaim(request);
      case Op.CLOSE -> end();
      default -> steer(request, running());
    }
  }

  private static BridgeException broken(String why) {
    return new BridgeException(BridgeError.BRIDGE_PROTOCOL_ERROR, why);
  }

  private synchronized HostedCommand running() throws BridgeException {
    if (hosted == null) {
      throw broken("there is no command yet");
    }
    return hosted;
  }

  private void steer(Request request, HostedCommand to) throws BridgeException {
    switch (request.op()) {
      case Op.STDIN -> input(request, to);
      case Op.STDIN_EOF -> to.endInput();
      case Op.INTERRUPT -> to.command().signal(INT);
      case Op.SIGNAL -> to.command().signal(whole(request.payload(), Op.SIGNAL, SIGNALS_END));
      case Op.RESIZE ->
          to.command()
              .resize(
                  whole(request.payload(), "cols", Character.MAX_VALUE),
                  whole(request.payload(), "rows", Character.MAX_VALUE));
      case Op.LAST_CALL -> to.lastCall(request.payload().path("stream").asText());
      case Op.FINISH -> to.finish().whenComplete(this::exited);
      case Op.FOLLOWERS -> {}
      default -> throw broken("no such operation");
    }
    if (!request.op().equals(Op.STDIN)) {
      outbox.post(Answers.done(request.id(), answer(request.op(), to)));
    }
  }

  private static ObjectNode answer(String op, HostedCommand about) {
    return op.equals(Op.FOLLOWERS)
        ? Payload.none().put(Op.FOLLOWERS, about.command().hasFollowers())
        : Payload.none();
  }

  private static int whole(ObjectNode payload, String name, int end) throws BridgeException {
    var value = payload.path(name);
    if (!value.isInt() || value.intValue() < 1 || value.intValue() >= end) {
      throw broken(name + " must be a whole number from 1");
    }
    return value.intValue();
  }

  private void input(Request request, HostedCommand to) throws BridgeException {
    var bytes = Payload.data(request.payload(), inputOffset);
    inputOffset += bytes.length;
    to.give(bytes)
        .thenAccept(
            took ->
                outbox.post(
                    took
                        ? Answers.done(request.id())
                        : Answers.refused(
                            request.id(),
                            new BridgeException(
                                BridgeError.INPUT_CLOSED, "the command reads no more"))));
  }

  private void taken(JsonNode byStream) {
    stdout.takenUpTo(byStream.path(Op.STDOUT).asLong());
    stderr.takenUpTo(byStream.path(Op.STDERR).asLong());
  }

  private void reclaim(Request request) throws BridgeException {
    parts
        .commands()
        .reclaim(Payload.read(Launched.CONTRACT, request.payload()))
        .whenComplete(
            (report, failure) ->
                outbox.post(
                    failure == null
                        ? Answers.done(
                            request.id(),
                            report.map(found -> found.toNode()).orElseGet(Payload::none))
                        : Answers.failed(request.id(), failure)));
  }

  // --- Starting

  private void begin(Request request) throws BridgeException {
    start(request.id(), GuestStart.of(request.payload()), command -> begun(request.id(), command));
  }

  private void begun(String id, RunningCommand command) {
    var mine = new HostedCommand(command, this);
    if (!takes(mine)) {
      return;
    }
    outbox.post(Answers.done(id, terms.extended() ? started(command) : Payload.none()));
    mine.connect(parts.materializer(), terms.pieceBytes());
    command.ended().whenComplete((ended, unknown) -> leaderEnded(mine));
  }

  /** Whether the session still wants its command; else it is ended. */
  private boolean takes(HostedCommand mine) {
    if (isWanted(mine)) {
      return true;
    }
    mine.abandon().whenComplete((end, unknown) -> over.complete("abandoned"));
    return false;
  }

  private synchronized boolean isWanted(HostedCommand mine) {
    hosted = mine;
    return !ending;
  }

  private static ObjectNode started(RunningCommand command) {
    var launched =
        command.launched() instanceof Launched here
            ? Optional.of(here)
            : Optional.<Launched>empty();
    return Payload.of(Started.CONTRACT, new Started(launched));
  }

  private void run(Request request) throws BridgeException {
    var wanted = GuestStart.of(request.payload());
    var whole = new WholeRun(parts, terms, request.id(), wanted.stdin(), outbox);
    start(request.id(), wanted, command -> whole.begin(command, this::takes));
  }

  private void start(String id, GuestStart wanted, Consumer<RunningCommand> then)
      throws BridgeException {
    synchronized (this) {
      if (begun) {
        throw broken("a session has one command");
      }
      begun = true;
    }
    parts
        .commands()
        .start(wanted.order())
        .whenComplete(
            (command, failure) -> {
              if (failure == null) {
                then.accept(command);
              } else {
                notStarted(id, failure);
              }
            });
  }

  private void notStarted(String id, Throwable failure) {
    outbox.post(Answers.failed(id, failure));
    synchronized (this) {
      begun = false;
      if (!ending) {
        return;
      }
    }
    over.complete("without a command");
  }

  // --- What becomes of the command

  /** A node of version 1 does not see to the end of what it started. */
  private void leaderEnded(HostedCommand mine) {
    if (terms.extended()) {
      outbox.post(new Event(Op.ENDED, Payload.none()));
      return;
    }
    var lastCalls =
        parts
            .clock()
            .schedule(mine::lastCalls, parts.outputAfterExit().toMillis(), TimeUnit.MILLISECONDS);
    mine.finish()
        .thenCombine(mine.outputsOver(), (end, outputs) -> end)
        .whenComplete(
            (end, unknown) -> {
              lastCalls.cancel(false);
              exited(end, unknown);
            });
  }

  @Override
  public CompletionStage<?> output(String stream, ByteString bytes) {
    var window = stream.equals(Op.STDERR) ? stderr : stdout;
    var data = Payload.data(bytes.toArrayUnsafe(), window.offset());
    if (!terms.extended()) {
      data.remove("offset");
    }
    var room = window.sent(bytes.size());
    outbox.post(new Event(stream, data), () -> window.took(bytes.size()));
    return room;
  }

  @Override
  public void outputEnded(String stream, boolean abandoned) {
    if (terms.extended()) {
      outbox.post(
          new Event(
              Op.OUTPUT_ENDED, Payload.none().put("stream", stream).put("abandoned", abandoned)));
    }
  }

  @Override
  public void inputClosed() {
    if (terms.extended()) {
      outbox.post(new Event(Op.INPUT_CLOSED, Payload.none()));
    }
  }

  private void exited(@Nullable CommandEnd end, @Nullable Throwable unknown) {
    if (end == null) {
      var why = unknown == null ? "nobody knows" : unknown.getClass().getSimpleName();
      outbox.post(Answers.error(new BridgeException(BridgeError.BRIDGE_PROTOCOL_ERROR, why)));
      return;
    }
    var exit = Exit.of(new Exit.End(end.exit(), end.usage(), end.containment()));
    outbox.post(
        new Event(Op.EXIT, Payload.of(Exit.CONTRACT, terms.extended() ? exit : exit.ofVersion1())));
  }

  // --- Ending

  /** Kills what it started. Idempotent. */
  void end() {
    final HostedCommand left;
    final boolean starting;
    synchronized (this) {
      if (ending) {
        return;
      }
      ending = true;
      left = hosted;
      starting = begun && hosted == null;
    }
    if (left != null) {
      left.abandon().whenComplete((end, unknown) -> over.complete("ended"));
    } else if (!starting) {
      over.complete("without a command");
    }
  }

  synchronized boolean isEnding() {
    return ending;
  }

  /** Completes when nothing of it is left. */
  CompletionStage<String> over() {
    return over;
  }
}
