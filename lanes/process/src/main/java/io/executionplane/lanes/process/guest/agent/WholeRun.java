package io.executionplane.lanes.process.guest.agent;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.lanes.process.CommandEnd;
import io.executionplane.lanes.process.RunningCommand;
import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Exit;
import io.executionplane.lanes.process.guest.bridge.Frame;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.guest.bridge.Outbox;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.guest.bridge.RunReply;
import io.executionplane.lanes.process.guest.bridge.RunReply.StderrMode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.pekko.util.ByteString;

/**
 * A command of which nothing is told until all is over. It may take as long as it likes, and put
 * out as much as fits into an answer; what is more ends it.
 */
final class WholeRun implements HostedCommand.Told {

  /** A byte of text takes up to six in JSON. */
  private static final int BYTES_PER_BYTE_MAX = 6;

  private final AgentParts parts;
  private final SessionTerms terms;
  private final String id;
  private final Bytes stdin;
  private final Outbox outbox;
  private final CompletableFuture<String> tooMuch = new CompletableFuture<>();
  private ByteString stdout = ByteString.emptyByteString();
  private ByteString stderr = ByteString.emptyByteString();

  /** One that answers the request of an id. */
  WholeRun(AgentParts parts, SessionTerms terms, String id, Bytes stdin, Outbox outbox) {
    this.parts = parts;
    this.terms = terms;
    this.id = id;
    this.stdin = stdin;
    this.outbox = outbox;
  }

  /**
   * It runs.
   *
   * @param wanted whether somebody still wants it; else it is ended there
   */
  void begin(RunningCommand command, Predicate<HostedCommand> wanted) {
    var mine = new HostedCommand(command, this);
    if (!wanted.test(mine)) {
      return;
    }
    mine.connect(parts.materializer(), terms.pieceBytes());
    if (stdin.size() > 0) {
      mine.give(stdin.toArray());
    }
    mine.endInput();
    CompletionStage<?> enough =
        CompletableFuture.anyOf(command.ended().toCompletableFuture(), tooMuch);
    enough.whenComplete((ended, unknown) -> finish(mine));
  }

  private void finish(HostedCommand mine) {
    var lastCalls =
        parts
            .clock()
            .schedule(mine::lastCalls, parts.outputAfterExit().toMillis(), TimeUnit.MILLISECONDS);
    mine.finish()
        .thenCombine(mine.outputsOver(), (end, outputs) -> end)
        .whenComplete(
            (end, unknown) -> {
              lastCalls.cancel(false);
              outbox.post(unknown == null ? reply(end) : Answers.failed(id, unknown));
            });
  }

  private Frame reply(CommandEnd end) {
    if (tooMuch.isDone()) {
      return Answers.refused(
          id, new BridgeException(BridgeError.OUTPUT_LIMIT, "more output than an answer holds"));
    }
    var exit = Exit.of(new Exit.End(end.exit(), end.usage(), end.containment()));
    return Answers.done(id, Payload.of(RunReply.CONTRACT, reply(exit)));
  }

  private synchronized RunReply reply(Exit exit) {
    var told = terms.extended() ? exit : exit.ofVersion1();
    var withErrors =
        new Exit(
            told.status(),
            told.code(),
            told.signal(),
            told.reason(),
            Optional.of(stderr.utf8String()).filter(text -> !text.isEmpty()),
            told.end());
    return new RunReply(stdout.utf8String(), stderr.utf8String(), StderrMode.SEPARATE, withErrors);
  }

  @Override
  public synchronized CompletionStage<?> output(String stream, ByteString bytes) {
    if (stdout.size() + stderr.size() + bytes.size()
        > terms.frameBytesMax() / BYTES_PER_BYTE_MAX / 2) {
      tooMuch.complete(stream);
    } else if (stream.equals(Op.STDERR)) {
      stderr = stderr.concat(bytes);
    } else {
      stdout = stdout.concat(bytes);
    }
    return CompletableFuture.completedStage(bytes);
  }

  @Override
  public void outputEnded(String stream, boolean abandoned) {}

  @Override
  public void inputClosed() {}
}
