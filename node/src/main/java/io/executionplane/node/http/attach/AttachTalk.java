package io.executionplane.node.http.attach;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.node.RuntimeClient;
import io.executionplane.node.attach.AttachControl;
import io.executionplane.node.attach.AttachOutcome;
import io.executionplane.node.attach.Attachment;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.stream.javadsl.Flow;

/** With one who is attached to an execution. */
public final class AttachTalk implements EpTalk {

  private final Terms terms;
  private final Speaker speaker;
  private final Outputs outputs;
  private final Inputs inputs;
  private volatile boolean isResultSaid;
  private volatile boolean isOver;

  /** What it is led with. */
  public record Terms(
      Attachment attachment, RuntimeClient client, ExecutionRef ref, ActorSystem<?> system) {}

  private AttachTalk(Terms terms, Speaker speaker) {
    this.terms = terms;
    this.speaker = speaker;
    this.outputs = new Outputs(speaker, terms.system(), this::leaveIfDone);
    this.inputs = new Inputs(stream -> permittedInput().of(stream), speaker, terms.system());
  }

  /** A conversation, to be led once. The attachment ends with it. */
  public static Flow<Message, Message, NotUsed> flow(Terms terms) {
    return TalkFlow.of(
        speaker -> begin(terms, speaker), terms.attachment()::detach, terms.system());
  }

  private static AttachTalk begin(Terms terms, Speaker speaker) {
    var talk = new AttachTalk(terms, speaker);
    talk.begin();
    return talk;
  }

  private void begin() {
    var attachment = terms.attachment();
    speaker.say(new ServerMessage.Attached(attachment.number(), directions(attachment)));
    if (attachment.output().isPresent()) {
      // Where nobody waits any more, its failure means nothing.
      var unused = Ending.of(terms.client(), terms.ref(), () -> !isOver).thenAccept(this::ended);
    }
    var unused = attachment.closed().thenAccept(this::closed);
  }

  private static List<AttachDirection> directions(Attachment attachment) {
    var directions = new ArrayList<AttachDirection>();
    attachment.output().ifPresent(may -> directions.add(AttachDirection.READ));
    attachment.input().ifPresent(may -> directions.add(AttachDirection.WRITE));
    attachment.control().ifPresent(may -> directions.add(AttachDirection.CONTROL));
    return directions;
  }

  // --- How it ends

  private void ended(ExecutionResult result) {
    speaker.say(new ServerMessage.Result(result));
    isResultSaid = true;
    leaveIfDone();
  }

  private void leaveIfDone() {
    if (isResultSaid && outputs.areOver()) {
      terms.attachment().detach();
    }
  }

  private void closed(AttachOutcome outcome) {
    var reason = isResultSaid ? AttachOutcome.Reason.EXECUTION_ENDED : outcome.reason();
    speaker.say(
        new ServerMessage.Closed(
            reason.name().toLowerCase(Locale.ROOT),
            outcome.deliveredBytes(),
            outcome.acceptedBytes()));
    speaker.finish();
  }

  @Override
  public void refuse(Problem problem) {
    speaker.refuse(problem);
  }

  @Override
  public void over() {
    isOver = true;
    outputs.close();
    inputs.close();
    terms.attachment().detach();
  }

  // --- What the client says

  @Override
  public void heard(ClientMessage message) {
    if (message instanceof ClientMessage.Ack ack) {
      outputs.acknowledge(ack);
    } else if (message instanceof ClientMessage.Read wish) {
      read(wish);
    } else if (message instanceof ClientMessage.Eof eof) {
      inputs.end(eof.stream());
    } else if (message instanceof ClientMessage.Steering wish) {
      new Steering(permittedControl()::control, speaker).bring(wish);
    } else if (message instanceof ClientMessage.Cancel) {
      permittedControl().cancel();
    } else if (message instanceof ClientMessage.Detach) {
      terms.attachment().detach();
    } else {
      throw ForegroundTalk.wrong("requests are submitted elsewhere");
    }
  }

  @Override
  public void heard(DataFrame data) {
    inputs.bring(data);
  }

  private void read(ClientMessage.Read wish) {
    var output = terms.attachment().output().orElseThrow(() -> notPermitted("read"));
    outputs.follow(wish, output.follow(wish.stream(), wish.from()));
  }

  private Attachment.Input permittedInput() {
    return terms.attachment().input().orElseThrow(() -> notPermitted("write"));
  }

  private AttachControl permittedControl() {
    return terms.attachment().control().orElseThrow(() -> notPermitted("control"));
  }

  private static ProblemException notPermitted(String direction) {
    return Problem.of(ProblemType.ATTACH_REFUSED, "the attachment does not permit to " + direction)
        .withCode("attach_direction_not_permitted")
        .toException();
  }
}
