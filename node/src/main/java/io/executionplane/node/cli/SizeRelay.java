package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.lanes.spi.EffectControl.Resize;
import io.executionplane.node.RuntimeClient;
import io.executionplane.node.control.ControlReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Keeps a command's terminal as large as ours, also when ours changes before there is another. */
final class SizeRelay {

  private static final int TRIES_MAX = 100;
  private static final long AGAIN_AFTER_MILLIS = 100;

  private final RuntimeClient client;
  private final ExecutionRef ref;
  private final Supplier<OurTerminal.Size> size;

  SizeRelay(RuntimeClient client, ExecutionRef ref, Supplier<OurTerminal.Size> size) {
    this.client = client;
    this.ref = ref;
    this.size = size;
  }

  /** Passes on how large ours is now. One that the command's already has is no change. */
  void relay() {
    relay(TRIES_MAX);
  }

  private void relay(int triesLeft) {
    var now = size.get();
    client
        .control(ref, new Resize(now.cols(), now.rows()))
        .thenAccept(
            reply -> {
              if (triesLeft > 1 && isTooEarly(reply)) {
                CompletableFuture.delayedExecutor(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> relay(triesLeft - 1));
              }
            });
  }

  private static boolean isTooEarly(ControlReply reply) {
    return reply instanceof ControlReply.Refused refused && refused.refusal().isTemporary();
  }
}
