package io.executionplane.node.attach;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.node.input.ExecutionInput;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Somebody is attached. What he may not do is not there.
 *
 * <p>An attachment that nobody uses or ends lasts until its grant runs out or its execution is
 * over, and counts meanwhile.
 */
public interface Attachment {

  /** Which attachment of the execution, as in its record. */
  long number();

  /**
   * Reads along, if that is permitted.
   *
   * @return any stream from any offset, as often as wanted, as {@code RuntimeClient.output} gives
   *     it; fails with {@link AttachmentOver} when the attachment ends before the stream does
   */
  Optional<Output> output();

  /** Hands in, if that is permitted, in the name of the principal. */
  Optional<Input> input();

  /** Steers the effect, if that is permitted. */
  Optional<AttachControl> control();

  /** Leaves. What is open of it ends. Leaving again changes nothing. */
  void detach();

  /** Completes once it has ended and that is recorded. */
  CompletionStage<AttachOutcome> closed();

  /** Streams to read along with. */
  interface Output {

    /** A stream from an offset on, up to its end. */
    Source<OutputFrame, NotUsed> follow(StreamName stream, long from);
  }

  /** Streams to hand in to. */
  interface Input {

    ExecutionInput of(StreamName stream);
  }
}
