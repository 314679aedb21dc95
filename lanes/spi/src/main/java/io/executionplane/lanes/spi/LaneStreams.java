package io.executionplane.lanes.spi;

import io.executionplane.contracts.execution.StreamName;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Where a lane's bytes go to and come from. Each stream is used at most once per run. */
public interface LaneStreams {

  /**
   * Takes the bytes of one output stream, in chunks of any size, as fast as they can be stored.
   *
   * <p>Completing it means end of file. Failing it with {@link StreamAbandoned} means that the
   * effect was over but something still held the stream open; any other failure means that the rest
   * of the stream is lost.
   *
   * @return completes once everything is stored; fails with {@link OutputLimitReached} when the
   *     output budget is spent, with another cause when storing failed. In both cases the sink
   *     cancels, and the lane must end its effect
   */
  Sink<ByteString, CompletionStage<Done>> output(StreamName stream);

  /** Gives the bytes of one input stream until it is closed. */
  Source<ByteString, NotUsed> input(StreamName stream);

  /**
   * As {@link #input}, for an effect that takes lines: whatever is handed in at one time, and does
   * not end with a line feed, gets one before it is stored.
   */
  default Source<ByteString, NotUsed> inputLines(StreamName stream) {
    return input(stream);
  }

  /**
   * How long nobody has read along with an output, by now; zero while somebody does. It counts from
   * the last one who left, or from the beginning. Safe to be asked on any thread.
   */
  default Duration unreadFor() {
    return Duration.ZERO;
  }
}
