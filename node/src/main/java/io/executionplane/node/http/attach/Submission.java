package io.executionplane.node.http.attach;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.session.Foreground;
import io.executionplane.node.wire.CancelReason;
import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.ServerMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/**
 * A request in the foreground of a client: waited for, as the pipe of a shell is. When the client
 * is gone, what runs for him is stopped.
 */
final class Submission {

  private static final String LOST = "connection lost";

  /** What a foreground reads, where there is such a stream. */
  private static final List<StreamName> STREAMS =
      List.of(StreamName.STDOUT, StreamName.STDERR, StreamName.PTY);

  private final ForegroundTalk.Terms terms;
  private final ExecutionRef ref;
  private final Speaker speaker;
  private final Steering steering;
  private final Inputs inputs;
  private volatile Outputs outputs;
  private volatile Standing standing = Standing.SUBMITTED;
  private volatile boolean isOver;

  private enum Standing {
    SUBMITTED,
    /** It runs for this client. */
    OURS,
    /** It was submitted before: it runs or ran for somebody else. */
    REPLAYED,
    ENDED
  }

  private Submission(
      ForegroundTalk.Terms terms,
      ExecutionRef ref,
      Speaker speaker,
      Optional<ForegroundInput> typed) {
    this.terms = terms;
    this.ref = ref;
    this.speaker = speaker;
    this.steering = new Steering(wish -> terms.client().control(ref, wish), speaker);
    this.inputs = new Inputs(stream -> input(typed, stream), speaker, terms.system());
    this.outputs = new Outputs(speaker, terms.system(), this::finishIfDone);
  }

  static Submission begin(
      ForegroundTalk.Terms terms, AdmissionRequest wish, boolean types, Speaker speaker) {
    var request = terms.client().identified(wish);
    var typed = types ? Optional.of(new ForegroundInput()) : Optional.<ForegroundInput>empty();
    var submission = new Submission(terms, terms.client().refOf(request), speaker, typed);
    submission.submit(request, typed);
    return submission;
  }

  private ExecutionInput input(Optional<ForegroundInput> typed, StreamName stream) {
    return typed
        .filter(input -> stream.equals(StreamName.STDIN))
        .<ExecutionInput>map(input -> input)
        .orElseGet(() -> terms.client().input(ref, stream, terms.subject()));
  }

  private void submit(AdmissionRequest request, Optional<ForegroundInput> typed) {
    var sinks = new HashMap<StreamName, Sink<ByteString, ?>>();
    STREAMS.forEach(stream -> sinks.put(stream, outputs.sink(stream)));
    var foreground = new Foreground(typed.map(ForegroundInput::source), Map.copyOf(sinks));
    var unused =
        terms
            .client()
            .submit(request, foreground)
            .thenAccept(this::replied)
            .exceptionally(
                failure -> {
                  speaker.refuse(failed(failure));
                  return null;
                });
  }

  private static Problem failed(Throwable failure) {
    return failure.getCause() instanceof TimeoutException
        ? Problem.of(ProblemType.ANSWER_TIMED_OUT, "the plane did not answer in time")
        : Problem.of(ProblemType.PLANE_FAILED, "the plane failed");
  }

  private void replied(SubmitReply reply) {
    var objection = terms.objections().apply(reply);
    if (objection.isPresent()) {
      speaker.refuse(objection.get());
      return;
    }
    var receipt = (SubmitReply.Receipt) reply;
    if (receipt.replayed()) {
      outputs = new Outputs(speaker, terms.system(), this::finishIfDone);
    }
    standing = receipt.replayed() ? Standing.REPLAYED : Standing.OURS;
    speaker.say(new ServerMessage.Receipt(ref, receipt.status(), receipt.replayed()));
    var unused =
        Ending.of(terms.client(), ref, () -> !isOver)
            .thenAccept(this::ended)
            .exceptionally(
                failure -> {
                  speaker.refuse(failed(failure));
                  return null;
                });
    cancelIfLost();
  }

  private void ended(ExecutionResult result) {
    var isOurs = standing == Standing.OURS;
    speaker.say(new ServerMessage.Result(result));
    // Only now: whoever sees it may end the conversation.
    standing = Standing.ENDED;
    if (isOurs) {
      outputs.endUnopened();
    } else {
      finishIfDone();
    }
  }

  private void finishIfDone() {
    if (standing == Standing.ENDED && outputs.areOver()) {
      speaker.finish();
    }
  }

  // --- What the client says

  void heard(ClientMessage message) {
    if (message instanceof ClientMessage.Ack ack) {
      outputs.acknowledge(ack);
    } else if (message instanceof ClientMessage.Read wish) {
      outputs.follow(wish, terms.client().output(ref, wish.stream(), wish.from(), true));
    } else if (message instanceof ClientMessage.Eof eof) {
      inputs.end(eof.stream());
    } else if (message instanceof ClientMessage.Steering wish) {
      steering.bring(wish);
    } else if (message instanceof ClientMessage.Cancel wish) {
      cancel(wish.reason().map(CancelReason::requestedBy).orElse(terms.subject()));
    } else {
      throw ForegroundTalk.wrong("what was submitted here cannot be left to itself");
    }
  }

  void heard(DataFrame data) {
    inputs.bring(data);
  }

  private void cancel(String requestedBy) {
    var unused = terms.client().cancel(ref, requestedBy);
  }

  // --- The client is gone

  void over() {
    isOver = true;
    outputs.close();
    inputs.close();
    cancelIfLost();
  }

  private void cancelIfLost() {
    if (isOver && standing == Standing.OURS) {
      cancel(LOST);
    }
  }
}
