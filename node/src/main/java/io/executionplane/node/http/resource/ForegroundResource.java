package io.executionplane.node.http.resource;

import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.attach.ForegroundTalk;
import io.executionplane.node.http.caller.Role;
import io.executionplane.node.wire.EpV1;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Submits a request whose caller stays with it, over a WebSocket. */
public final class ForegroundResource {

  private final Service service;
  private final Readiness readiness;

  public ForegroundResource(Service service, Readiness readiness) {
    this.service = service;
    this.readiness = readiness;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.get(EpV1.FOREGROUND_PATH, "submitInForeground")
            .does(
                "Submits a request over a WebSocket, and stays with it: waited for, and stopped"
                    + " when the connection is lost.")
            .forAny(Role.SUBMIT)
            .answering(Answer.of(101, "", "The WebSocket begins."))
            .by(this::open));
  }

  private CompletionStage<HttpResponse> open(Call call) {
    readiness.requireAdmitting();
    var terms =
        new ForegroundTalk.Terms(
            service.client(call.caller()),
            call.caller().subject(),
            Refusals::objection,
            call.system());
    return CompletableFuture.completedStage(
        Upgrade.of(call, List.of(EpV1.NAME)).to(ForegroundTalk.flow(terms)));
  }
}
