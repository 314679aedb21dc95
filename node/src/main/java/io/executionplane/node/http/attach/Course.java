package io.executionplane.node.http.attach;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import io.executionplane.node.wire.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/** One output on its way to the client. */
final class Course {

  private final StreamName stream;
  private final Credit credit;
  private final Speaker speaker;
  private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.EXPECTED);

  private enum Standing {
    EXPECTED,
    OPEN,
    ENDING,
    /** Everything is said. */
    ENDED
  }

  Course(StreamName stream, long from, Speaker speaker) {
    this.stream = stream;
    this.credit = new Credit(from);
    this.speaker = speaker;
  }

  /** Says each frame, as far as there is credit. */
  Flow<OutputFrame, Done, NotUsed> saying() {
    return Flow.of(OutputFrame.class).mapConcat(Course::pieces).mapAsync(1, this::say);
  }

  private static Iterable<OutputFrame> pieces(OutputFrame frame) {
    if (!(frame instanceof OutputFrame.Bytes some) || some.bytes().size() <= EpV1.PIECE_BYTES_MAX) {
      return List.of(frame);
    }
    var pieces = new ArrayList<OutputFrame>();
    for (var at = 0; at < some.bytes().size(); at += EpV1.PIECE_BYTES_MAX) {
      var piece = some.bytes().slice(at, at + EpV1.PIECE_BYTES_MAX);
      pieces.add(new OutputFrame.Bytes(some.offset() + at, piece, some.atMicros()));
    }
    return pieces;
  }

  private CompletionStage<Done> say(OutputFrame frame) {
    if (frame instanceof OutputFrame.Bytes some) {
      return credit
          .take(some.bytes().size())
          .thenCompose(free -> speaker.say(new DataFrame(stream, some.offset(), some.bytes())));
    } else if (frame instanceof OutputFrame.Omitted gap) {
      credit.skipTo(gap.end());
      var reason = gap.reason().name().toLowerCase(Locale.ROOT);
      return speaker.say(new ServerMessage.Omitted(stream, gap.range(), reason));
    } else if (frame instanceof OutputFrame.Lagged gap) {
      credit.skipTo(gap.end());
      return speaker.say(new ServerMessage.Lagged(stream, gap.range()));
    }
    var end = (OutputFrame.End) frame;
    return speaker.say(new ServerMessage.End(stream, end.at(), end.record()));
  }

  void acknowledge(long offset) {
    credit.acknowledge(offset);
  }

  // --- How it stands

  void open() {
    standing.compareAndSet(Standing.EXPECTED, Standing.OPEN);
  }

  /** Nothing follows. */
  void ended() {
    standing.set(Standing.ENDED);
  }

  /** Nothing follows, and the client is told so, once. */
  void end() {
    if (standing.compareAndSet(Standing.OPEN, Standing.ENDING)) {
      speaker.say(new ServerMessage.End(stream, credit.sent(), Optional.empty()));
      ended();
    }
  }

  /** Where it has not begun it never will. */
  void endUnlessOpen() {
    if (standing.compareAndSet(Standing.EXPECTED, Standing.OPEN)) {
      end();
    }
  }

  boolean isEnded() {
    return standing.get() == Standing.ENDED;
  }
}
