package io.executionplane.node.http.attach;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Json;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.attach.AttachOutcome;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.input.InputReply;
import io.executionplane.node.wire.EpV1;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/**
 * With one who is attached and speaks as Kubernetes' exec does: each message is binary and begins
 * with the number of a channel. There are no acknowledgements: one output waits for the other.
 */
public final class ChannelTalk implements Talk {

  /** The newest that is spoken; channel 255 closes another. */
  public static final String V5 = "v5.channel.k8s.io";

  /** The same, where a client cannot close its input. */
  public static final String V4 = "v4.channel.k8s.io";

  private static final byte STDIN = 0;
  private static final byte STDOUT = 1;
  private static final byte STDERR = 2;
  private static final byte STATUS = 3;
  private static final byte RESIZE = 4;
  private static final byte CLOSE = (byte) 255;

  private final AttachTalk.Terms terms;
  private final Speaker speaker;
  private final Optional<ExecutionInput> input;
  private final SharedKillSwitch listening = KillSwitches.shared("channels");
  private final AtomicBoolean isStatusSaid = new AtomicBoolean();
  private volatile boolean isOver;

  private ChannelTalk(AttachTalk.Terms terms, Speaker speaker) {
    this.terms = terms;
    this.speaker = speaker;
    this.input = terms.attachment().input().map(may -> may.of(StreamName.STDIN));
  }

  /**
   * A conversation, to be led once. The attachment ends with it.
   *
   * @param wanted of {@code stdout} and {@code stderr}; a terminal's output is {@code stdout}
   */
  public static Flow<Message, Message, NotUsed> flow(
      AttachTalk.Terms terms, Set<StreamName> wanted) {
    return TalkFlow.of(
        speaker -> begin(terms, speaker, wanted), terms.attachment()::detach, terms.system());
  }

  private static ChannelTalk begin(
      AttachTalk.Terms terms, Speaker speaker, Set<StreamName> wanted) {
    var talk = new ChannelTalk(terms, speaker);
    var outputs = new ArrayList<CompletableFuture<Done>>();
    if (wanted.contains(StreamName.STDOUT)) {
      outputs.add(talk.follow(StreamName.STDOUT, STDOUT));
      outputs.add(talk.follow(StreamName.PTY, STDOUT));
    }
    if (wanted.contains(StreamName.STDERR)) {
      outputs.add(talk.follow(StreamName.STDERR, STDERR));
    }
    talk.awaitEnd(outputs);
    return talk;
  }

  // --- What the client gets

  private CompletableFuture<Done> follow(StreamName stream, byte channel) {
    return terms
        .attachment()
        .output()
        .orElseThrow(() -> new IllegalStateException("must be attached to read"))
        .follow(stream, 0)
        .via(listening.flow())
        .collectType(OutputFrame.Bytes.class)
        .mapConcat(some -> pieces(some.bytes()))
        .mapAsync(1, piece -> say(channel, piece))
        .runWith(Sink.ignore(), terms.system())
        .toCompletableFuture();
  }

  private static List<ByteString> pieces(ByteString bytes) {
    var pieces = new ArrayList<ByteString>();
    for (var at = 0; at < bytes.size(); at += EpV1.PIECE_BYTES_MAX) {
      pieces.add(bytes.slice(at, at + EpV1.PIECE_BYTES_MAX));
    }
    return pieces;
  }

  private CompletionStage<Done> say(byte channel, ByteString bytes) {
    return speaker.bytes(ByteString.fromArray(new byte[] {channel}).concat(bytes));
  }

  /** The status is the last, so it waits for the outputs. */
  private void awaitEnd(List<CompletableFuture<Done>> outputs) {
    // What cuts an output is told when the attachment is over.
    var unused =
        CompletableFuture.allOf(outputs.toArray(CompletableFuture[]::new))
            .thenCompose(all -> Ending.of(terms.client(), terms.ref(), () -> !isOver))
            .thenAccept(result -> end(ChannelStatus.of(result)));
    terms.attachment().closed().thenAccept(this::closed);
  }

  private void closed(AttachOutcome outcome) {
    var reason = outcome.reason().name().toLowerCase(Locale.ROOT);
    end(ChannelStatus.failure("the attachment is over: " + reason));
  }

  private void end(ByteString status) {
    if (isStatusSaid.compareAndSet(false, true)) {
      say(STATUS, status);
      speaker.finish();
    }
  }

  // --- What the client says

  @Override
  public CompletionStage<Done> heard(Heard message) {
    if (message instanceof Heard.Binary some && !some.bytes().isEmpty()) {
      return heard(some.bytes().head(), some.bytes().drop(1));
    } else if (message instanceof Heard.Refused refused) {
      throw refused.problem().toException();
    }
    throw wrong("each message must be binary and begin with a channel");
  }

  private CompletionStage<Done> heard(byte channel, ByteString bytes) {
    return switch (channel) {
      case STDIN -> handIn(bytes);
      case RESIZE -> resize(Json.parse(bytes.toArrayUnsafe()));
      case CLOSE -> close(bytes);
      default -> throw wrong("the channels of a client are 0, 4 and 255");
    };
  }

  /** Input that nobody takes any more is nobody's fault. */
  private CompletionStage<Done> handIn(ByteString bytes) {
    // An empty message opens the channel, as some clients do.
    return bytes.isEmpty()
        ? done()
        : done(Patience.handIn(() -> input().append(bytes), () -> !isOver, terms.system()));
  }

  private CompletionStage<Done> close(ByteString which) {
    if (which.size() != 1 || which.head() != STDIN) {
      throw wrong("what a client may close is channel 0");
    }
    return done(input().end());
  }

  private ExecutionInput input() {
    return input.orElseThrow(
        () -> Problem.of(ProblemType.ATTACH_REFUSED, "stdin was not asked for").toException());
  }

  private CompletionStage<Done> resize(JsonNode size) {
    try {
      var wish = new EffectControl.Resize(size.path("Width").asInt(), size.path("Height").asInt());
      terms.attachment().control().ifPresent(control -> control.control(wish));
    } catch (IllegalArgumentException none) {
      throw wrong("Width and Height must be 1 to 65535");
    }
    return done();
  }

  private static CompletionStage<Done> done(CompletionStage<InputReply> reply) {
    return reply.thenApply(any -> Done.getInstance());
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedStage(Done.getInstance());
  }

  private static ProblemException wrong(String what) {
    return Problem.of(ProblemType.INVALID_REQUEST, what).toException();
  }

  @Override
  public void refuse(Problem problem) {
    end(ChannelStatus.failure(problem.detail()));
  }

  @Override
  public void over() {
    isOver = true;
    listening.shutdown();
    terms.attachment().detach();
  }
}
