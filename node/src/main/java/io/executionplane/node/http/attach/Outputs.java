package io.executionplane.node.http.attach;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.node.attach.AttachmentOver;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.wire.ClientMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outputs that a client gets, each as far as it has credit. Safe for use by many threads. */
final class Outputs {

  private static final Logger LOG = LoggerFactory.getLogger(Outputs.class);

  /** An execution has few streams; more names are a mistake. */
  private static final int STREAMS_MAX = 16;

  private final Speaker speaker;
  private final ActorSystem<?> system;
  private final Runnable onEnd;
  private final Map<StreamName, Course> courses = new ConcurrentHashMap<>();
  private final SharedKillSwitch listening = KillSwitches.shared("outputs");

  /**
   * None yet.
   *
   * @param onEnd told each time that one of them has ended
   */
  Outputs(Speaker speaker, ActorSystem<?> system, Runnable onEnd) {
    this.speaker = speaker;
    this.system = system;
    this.onEnd = onEnd;
  }

  /** Sends a stream that is read, from an offset on, up to its end. */
  void follow(ClientMessage.Read wish, Source<OutputFrame, ?> source) {
    var course = begin(wish.stream(), wish.from());
    course.open();
    var unused =
        source
            .via(listening.flow())
            .via(course.saying())
            .runWith(Sink.ignore(), system)
            .whenComplete(
                (done, failure) -> {
                  course.ended();
                  onEnd(failure);
                });
  }

  /** Sends a stream as it comes from the effect, which waits for the client. */
  Sink<ByteString, ?> sink(StreamName stream) {
    var course = begin(stream, 0);
    return Flow.of(ByteString.class)
        .statefulMap(() -> 0L, Outputs::numbered, last -> Optional.<OutputFrame>empty())
        .via(listening.flow())
        .via(course.saying())
        .toMat(
            Sink.<Done>ignore()
                .mapMaterializedValue(
                    sent -> {
                      course.open();
                      return sent.whenComplete(
                          (done, failure) -> {
                            course.end();
                            onEnd.run();
                          });
                    }),
            Keep.right());
  }

  private static Pair<Long, OutputFrame> numbered(Long at, ByteString bytes) {
    return Pair.create(at + bytes.size(), new OutputFrame.Bytes(at, bytes, 0));
  }

  private Course begin(StreamName stream, long from) {
    var course = new Course(stream, from, speaker);
    if (courses.size() >= STREAMS_MAX || courses.putIfAbsent(stream, course) != null) {
      throw Problem.of(
              ProblemType.INVALID_REQUEST, stream + " is read already, or too much else is")
          .toException();
    }
    return course;
  }

  private void onEnd(@Nullable Throwable failure) {
    if (failure != null && !isExpected(failure)) {
      LOG.warn("an output cannot be read", failure);
      speaker.refuse(Problem.of(ProblemType.PLANE_FAILED, "an output cannot be read"));
    }
    onEnd.run();
  }

  private static boolean isExpected(Throwable failure) {
    return failure instanceof AttachmentOver
        || failure instanceof Speaker.NobodyListensException
        || failure.getCause() instanceof Speaker.NobodyListensException;
  }

  void acknowledge(ClientMessage.Ack ack) {
    var course = courses.get(ack.stream());
    if (course == null) {
      throw Problem.of(ProblemType.INVALID_REQUEST, "ack must be of a stream that is read")
          .toException();
    }
    course.acknowledge(ack.offset());
  }

  /** Whether there were some, and all of them have ended. */
  boolean areOver() {
    return !courses.isEmpty() && courses.values().stream().allMatch(Course::isEnded);
  }

  /** What the effect has not opened by now, it never will. */
  void endUnopened() {
    courses.values().forEach(Course::endUnlessOpen);
    onEnd.run();
  }

  /** Nobody listens any more. */
  void close() {
    listening.abort(new Speaker.NobodyListensException());
  }
}
