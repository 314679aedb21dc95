package io.executionplane.node.http.attach;

import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.control.ControlReply;
import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.ServerMessage;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Brings a client's wishes to the effect, and says what became of each. */
record Steering(Function<EffectControl, CompletionStage<ControlReply>> effect, Speaker speaker) {

  private static final String FAILED = "plane_failed";

  void bring(ClientMessage.Steering wish) {
    var unused =
        effect
            .apply(wish.wish())
            .thenApply(reply -> answer(wish.id(), reply))
            .exceptionally(failure -> new ServerMessage.NotDone(wish.id(), FAILED, true))
            .thenCompose(speaker::say);
  }

  private static ServerMessage answer(long id, ControlReply reply) {
    return reply instanceof ControlReply.Refused refused
        ? new ServerMessage.NotDone(id, refused.refusal().code(), refused.refusal().isTemporary())
        : new ServerMessage.Done(id);
  }
}
