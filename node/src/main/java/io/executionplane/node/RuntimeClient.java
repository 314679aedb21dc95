package io.executionplane.node;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.live.LineCutter;
import io.executionplane.journal.live.LineFrame;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.verify.VerificationReport;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.admission.Preview;
import io.executionplane.node.attach.AttachReply;
import io.executionplane.node.attach.AttachWish;
import io.executionplane.node.control.ControlReply;
import io.executionplane.node.execution.Execution.CancelReply;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.session.Foreground;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * What callers can ask of an execution plane.
 *
 * <p>Stages fail with {@link java.util.concurrent.TimeoutException} when the plane does not answer
 * within its {@code ask-timeout}; asking again is always safe.
 */
public interface RuntimeClient {

  /** The request as it will be submitted: with a request id, minted if it has none. */
  AdmissionRequest identified(AdmissionRequest request);

  /** The execution that a request with a request id leads to. */
  ExecutionRef refOf(AdmissionRequest identified);

  /**
   * Submits a request, and stays with it.
   *
   * <p>The answer comes once the verdict is durable: admitted or refused, both are recorded. The
   * same request again leads to the same execution and is run at most once.
   */
  CompletionStage<SubmitReply> submit(AdmissionRequest request, Foreground foreground);

  /** Submits a request, and leaves it to itself. */
  default CompletionStage<SubmitReply> submit(AdmissionRequest request) {
    return submit(request, Foreground.none());
  }

  /**
   * What would become of a request if it were submitted now, and why. Nothing is recorded, and
   * nothing runs.
   */
  CompletionStage<Preview> preview(AdmissionRequest request);

  /**
   * Waits for the end of an execution.
   *
   * @param within longest time to wait; the stage then fails, the execution goes on
   */
  CompletionStage<ExecutionResult> awaitResult(ExecutionRef ref, Duration within);

  /** Where an execution stands; a state without events if there is no such execution. */
  CompletionStage<ExecutionState> describe(ExecutionRef ref);

  /** The events that are recorded now, in order. */
  default Source<RecordedEvent, NotUsed> events(ExecutionRef ref) {
    return events(ref, 1, false);
  }

  /**
   * The events of an execution, in order, each once and as soon as it is durable.
   *
   * @param fromSeq sequence number of the first event wanted, from 1
   * @param follow whether to go on with what is recorded later, up to the terminal event; else it
   *     ends with what is recorded now. An execution of which nothing is recorded yet is waited for
   */
  Source<RecordedEvent, NotUsed> events(ExecutionRef ref, long fromSeq, boolean follow);

  /**
   * The bytes of a stream that are stored now.
   *
   * @param from offset of the first byte wanted. What is not stored is skipped: the stream's record
   *     says what that is
   */
  Source<ByteString, NotUsed> output(ExecutionRef ref, StreamName stream, long from);

  /**
   * A stream of an execution, from an offset on: every byte once and in order, and what is missing
   * declared in its place. Whoever reads slowly holds up nobody. He may go on later, at the end of
   * the last frame that he has, and misses nothing but what is told to him.
   *
   * @param from offset of the first byte wanted
   * @param follow whether to go on with what comes later, up to {@link OutputFrame.End}; else it
   *     ends with what is there now, and with {@code End} only if the stream has ended. A stream
   *     that is not there yet is waited for
   */
  Source<OutputFrame, NotUsed> output(
      ExecutionRef ref, StreamName stream, long from, boolean follow);

  /**
   * The end of a stream and what follows, for one who joins late and wants no more than that.
   *
   * @param bytes how many of those that have passed by then; 0 or more. All of them, if there are
   *     fewer or if it is just being recorded how many there are
   */
  Source<OutputFrame, NotUsed> outputTail(ExecutionRef ref, StreamName stream, long bytes);

  /**
   * A stream of an execution in lines, from an offset on, as it goes on: the same bytes as {@link
   * #output(ExecutionRef, StreamName, long, boolean)} gives, so whoever comes late or comes back
   * misses nothing.
   *
   * @param from offset of the first byte wanted; the end of a frame that he has, or 0
   * @param lineBytesMax longest line that is given, at least 1. A longer one ends this view of the
   *     stream with {@link LineFrame.TooLong}, and is not kept in memory
   */
  default Source<LineFrame, NotUsed> lines(
      ExecutionRef ref, StreamName stream, long from, int lineBytesMax) {
    return output(ref, stream, from, true).via(LineCutter.flow(lineBytesMax));
  }

  /**
   * The input of an execution that was submitted with open input ({@code "stdin":"open"} of a
   * command) and without somebody who types in its foreground.
   *
   * @param by who hands in, for the record
   */
  ExecutionInput input(ExecutionRef ref, StreamName stream, String by);

  /**
   * Does something to the running effect of an execution, short of ending it: interrupts it, makes
   * its terminal another size, sends it a signal. What cannot be done is refused before anything
   * happens; what was done is an event of its record.
   */
  CompletionStage<ControlReply> control(ExecutionRef ref, EffectControl wish);

  /**
   * Attaches to a running execution, on somebody's authority: what passes is permitted, recorded
   * before it begins, and cut when the authority ends.
   */
  CompletionStage<AttachReply> attach(ExecutionRef ref, AttachWish wish);

  /**
   * Recomputes the record of an execution from what is stored, once all of it is in the log under a
   * signed checkpoint. Says of one that still runs that its end is missing, and of one that does
   * not exist that there is no event; neither is verified.
   *
   * @return reads every stored byte, so it takes as long as that takes
   */
  CompletionStage<VerificationReport> evidence(ExecutionRef ref);

  /**
   * Asks for an execution to be stopped. The answer comes once the wish is durable.
   *
   * @param requestedBy who asks, for the record
   */
  CompletionStage<CancelReply> cancel(ExecutionRef ref, String requestedBy);
}
