package io.executionplane.lanes.process.guest;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.lanes.process.guest.bridge.Frame.Request;
import io.executionplane.lanes.process.guest.bridge.Frame.Response;
import io.executionplane.lanes.process.guest.bridge.Numbered;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.guest.bridge.Payload;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks an agent to look for a command whose node is gone, and to end what is left of it. */
final class GuestReclaim {

  private static final String ID = "reclaim-1";

  private final GuestTargetSettings settings;
  private final GuestDialer dialer;
  private final GuestThreads threads;

  GuestReclaim(GuestTargetSettings settings, GuestDialer dialer, GuestThreads threads) {
    this.settings = settings;
    this.dialer = dialer;
    this.threads = threads;
  }

  /** What was found; empty where the agent does not know how to look. */
  CompletionStage<Optional<JsonObject>> reclaim(Launched process) {
    var found = new CompletableFuture<Optional<JsonObject>>();
    threads.run(() -> ask(process, found));
    return found;
  }

  private void ask(Launched process, CompletableFuture<Optional<JsonObject>> found) {
    try (var attachment = dialer.attach(Capabilities.NONE, Optional.empty())) {
      var tooLate =
          threads
              .clock()
              .schedule(
                  attachment::close, settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
      found.complete(
          attachment.terms().isPresent() ? answer(process, attachment) : Optional.empty());
      tooLate.cancel(false);
    } catch (IOException failed) {
      found.completeExceptionally(GuestFailures.unreachable(settings.address(), failed));
    } catch (RuntimeException failed) {
      found.completeExceptionally(failed);
    }
  }

  private static Optional<JsonObject> answer(Launched process, Attachment attachment)
      throws IOException {
    var frames = attachment.frames();
    frames.write(
        new Numbered(new Request(ID, Op.RECLAIM, Payload.of(Launched.CONTRACT, process)), 1, 0));
    for (var next = frames.read(); next.isPresent(); next = frames.read()) {
      if (next.get().frame() instanceof Response response && response.id().equals(ID)) {
        if (response.error().isPresent()) {
          throw GuestFailures.remote(response.error().get());
        }
        return Optional.of(JsonObject.of(response.payload()));
      }
    }
    throw new IOException("the agent closed");
  }
}
