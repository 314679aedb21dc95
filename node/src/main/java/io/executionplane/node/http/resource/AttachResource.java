package io.executionplane.node.http.resource;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.node.attach.AttachAuthority;
import io.executionplane.node.attach.AttachRefusal;
import io.executionplane.node.attach.AttachReply;
import io.executionplane.node.attach.AttachWish;
import io.executionplane.node.attach.Attachment;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Parameter;
import io.executionplane.node.http.api.Parameter.ValueType;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.attach.AttachTalk;
import io.executionplane.node.http.attach.ChannelTalk;
import io.executionplane.node.http.caller.Role;
import io.executionplane.node.wire.EpV1;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Attaches to executions, over WebSockets. */
public final class AttachResource {

  /** The role that callers with {@link Role#ATTACH} attach in; the host declares it. */
  public static final String ATTACH_ROLE = Role.ATTACH.text();

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Service service;

  public AttachResource(Service service) {
    this.service = service;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.get("/v1/executions/{ref}/attach", "attach")
            .does("Attaches to a running execution over a WebSocket.")
            .forAny(Role.ATTACH, Role.READ, Role.SUBMIT, Role.AUDIT)
            .taking(
                Parameter.header(
                    EpV1.GRANT_HEADER,
                    ValueType.STRING,
                    "A signed attach grant for this caller; not needed with the role attach."),
                Parameter.query(
                        "direction",
                        ValueType.STRING,
                        "What for: read, write or control. All of them if absent.")
                    .repeated())
            .taking(
                switched("stdin", "write"),
                switched("stdout", "read standard output, or a terminal's"),
                switched("stderr", "read the error output"),
                switched("tty", "resize the terminal"),
                ignored("container"),
                ignored("command").repeated())
            .answering(Answer.of(101, "", "Attached: the WebSocket begins."))
            .by(this::attach));
  }

  private static Parameter switched(String name, String does) {
    return Parameter.query(
        name, ValueType.BOOLEAN, "In the protocols of Kubernetes: to " + does + ".");
  }

  private static Parameter ignored(String name) {
    return Parameter.query(
        name, ValueType.STRING, "Sent by clients of Kubernetes; means nothing here.");
  }

  private CompletionStage<HttpResponse> attach(Call call) {
    var upgrade = Upgrade.of(call, List.of(EpV1.NAME, ChannelTalk.V5, ChannelTalk.V4));
    if (upgrade.protocol().equals(EpV1.NAME)) {
      return attached(call, directions(call))
          .thenApply(granted -> upgrade.to(AttachTalk.flow(terms(call, granted))));
    }
    var streams = streams(call);
    return attached(call, channelDirections(call, streams))
        .thenApply(granted -> upgrade.to(ChannelTalk.flow(terms(call, granted), streams)));
  }

  private AttachTalk.Terms terms(Call call, Attachment granted) {
    return new AttachTalk.Terms(
        granted, service.client(call.caller()), Service.ref(call), call.system());
  }

  private static Set<StreamName> streams(Call call) {
    return Stream.of(StreamName.STDOUT, StreamName.STDERR)
        .filter(stream -> call.isOn(stream.text()))
        .collect(Collectors.toSet());
  }

  private static Set<AttachDirection> channelDirections(Call call, Set<StreamName> streams) {
    var directions = EnumSet.noneOf(AttachDirection.class);
    if (!streams.isEmpty()) {
      directions.add(AttachDirection.READ);
    }
    if (call.isOn("stdin")) {
      directions.add(AttachDirection.WRITE);
    }
    if (call.isOn("tty")) {
      directions.add(AttachDirection.CONTROL);
    }
    if (directions.isEmpty()) {
      throw Call.wrong("stdout", "must be true, or stdin or stderr");
    }
    return directions;
  }

  private static Set<AttachDirection> directions(Call call) {
    var directions = EnumSet.noneOf(AttachDirection.class);
    for (var name : call.all("direction")) {
      directions.add(
          Stream.of(AttachDirection.values())
              .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
              .findFirst()
              .orElseThrow(() -> Call.wrong("direction", "must be read, write or control")));
    }
    return directions.isEmpty() ? EnumSet.allOf(AttachDirection.class) : directions;
  }

  private CompletionStage<Attachment> attached(Call call, Set<AttachDirection> directions) {
    return service
        .found(call)
        .thenCompose(
            view ->
                service
                    .client(call.caller())
                    .attach(
                        view.ref(),
                        new AttachWish(
                            call.caller().subject(),
                            List.copyOf(directions),
                            authority(call, view),
                            Optional.empty())))
        .thenApply(AttachResource::granted);
  }

  private static AttachAuthority authority(Call call, ExecutionView view) {
    var grant = call.header(EpV1.GRANT_HEADER);
    if (grant.isPresent()) {
      return new AttachAuthority.Signed(authority(grant.get()));
    }
    // The role is one for the caller's tenant, also where he may see others.
    var isOwn = view.tenantId().equals(Optional.of(call.caller().tenantId()));
    var mayAny = call.caller().roles().contains(Role.OPERATE);
    if (!mayAny && !(isOwn && call.caller().roles().contains(Role.ATTACH))) {
      throw Problem.of(
              ProblemType.ATTACH_REFUSED,
              "this needs the header " + EpV1.GRANT_HEADER + " or the role attach")
          .withCode("attach_grant_missing")
          .toException();
    }
    return AttachAuthority.Role.named(ATTACH_ROLE);
  }

  /** What is wrong with a grant is never said with the grant in it. */
  private static AuthorityRef authority(String grant) {
    try {
      return new AuthorityRef(grant);
    } catch (ContractViolationException wrong) {
      throw Call.wrong(EpV1.GRANT_HEADER, "must be a signed grant");
    }
  }

  private static Attachment granted(AttachReply reply) {
    if (reply instanceof AttachReply.Attached attached) {
      return attached.attachment();
    }
    throw problem(((AttachReply.Refused) reply).refusal()).toException();
  }

  private static Problem problem(AttachRefusal refusal) {
    var problem = Problem.of(type(refusal), refusal.message()).withCode(refusal.code());
    var isTemporary = refusal instanceof AttachRefusal.Denied it && it.denial().isTemporary();
    return isTemporary ? problem.retryAfter(RETRY_AFTER) : problem;
  }

  private static ProblemType type(AttachRefusal refusal) {
    if (!(refusal instanceof AttachRefusal.Denied denied)) {
      return ProblemType.ATTACH_REFUSED;
    }
    return switch (denied.denial()) {
      case EXECUTION_UNKNOWN -> ProblemType.NOT_FOUND;
      case EXECUTION_NOT_STARTED, EXECUTION_TERMINAL -> ProblemType.EXECUTION_CONFLICT;
      case ATTACHMENTS_EXHAUSTED -> ProblemType.TOO_MANY_CALLERS;
      case ATTACH_NOT_RECORDED -> ProblemType.UNAVAILABLE;
      default -> ProblemType.ATTACH_REFUSED;
    };
  }
}
