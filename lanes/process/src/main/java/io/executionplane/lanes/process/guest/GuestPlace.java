package io.executionplane.lanes.process.guest;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessFact.LaunchedInGuest;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.Launch;
import io.executionplane.lanes.process.Place;
import io.executionplane.lanes.process.guest.bridge.Frame.Request;
import io.executionplane.lanes.process.guest.bridge.Frames;
import io.executionplane.lanes.process.guest.bridge.Outbox;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Terms;
import io.executionplane.lanes.process.guest.bridge.StartSession;
import io.executionplane.lanes.process.guest.bridge.Started;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.ReportedFact;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A guest. Each command has a session of its own there, and a connection. */
final class GuestPlace implements Place {

  private final GuestTargetSettings settings;
  private final GuestDialer dialer;
  private final GuestThreads threads;
  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();

  /** Connects to nothing until the first command. */
  GuestPlace(GuestTargetSettings settings, GuestDialer dialer, GuestThreads threads) {
    this.settings = settings;
    this.dialer = dialer;
    this.threads = threads;
  }

  @Override
  public void start(LaneOrder<ProcessRun> order, Launch launch) {
    try {
      var wanted = GuestOrder.of(order, settings.workingDirectory());
      threads.run(() -> carry(wanted, launch));
    } catch (RuntimeException refused) {
      launch.failed(refused);
    }
  }

  private void carry(GuestOrder order, Launch launch) {
    if (launch.isAbandoned()) {
      return;
    }
    try {
      var attachment = dialer.attach(order.required(), Optional.empty());
      carry(order, launch, attachment);
    } catch (IOException failed) {
      launch.failed(GuestFailures.unreachable(settings.address(), failed));
    } catch (RuntimeException failed) {
      launch.failed(failed);
    }
  }

  private void carry(GuestOrder order, Launch launch, Attachment attachment) {
    try (attachment) {
      var extended = attachment.terms().isPresent();
      var frameBytes = frameBytes(attachment);
      var payload = order.payload(extended);
      if (Frames.length(new Request(StartSession.ID, StartSession.OP, payload)) > frameBytes) {
        throw GuestFailures.tooLarge();
      }
      var outbox = new Outbox(extended);
      var conversation = new Conversation(settings, outbox, extended, order.output(), frameBytes);
      conversation
          .start(payload)
          .whenComplete(
              (started, failure) ->
                  tell(order, launch, attachment, conversation, started, failure));
      open.add(conversation);
      new GuestSession(dialer, settings, threads.clock(), order.required(), outbox, conversation)
          .carry(attachment);
      open.remove(conversation);
    }
  }

  private int frameBytes(Attachment attachment) {
    return Math.min(
        settings.frameBytesMax(),
        attachment.terms().map(Terms::frameBytesMax).orElse(settings.frameBytesMax()));
  }

  private void tell(
      GuestOrder order,
      Launch launch,
      Attachment attachment,
      Conversation conversation,
      Started started,
      Throwable failure) {
    if (failure == null) {
      var launched =
          new LaunchedInGuest(
              settings.address(),
              attachment.reply().bridgeSessionRef(),
              settings.keyFingerprint(),
              started.launched());
      launch.succeeded(new GuestCommand(launched, conversation, order));
    } else {
      launch.failed(
          failure instanceof CompletionException wrapped && wrapped.getCause() != null
              ? wrapped.getCause()
              : failure);
    }
  }

  /**
   * Has the agent end what is left of the command that was reported as launched. As a rule that is
   * nothing: the agent ends what nobody asks for any more.
   */
  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(List<ReportedFact> facts) {
    return facts.stream()
        .filter(fact -> fact.name().equals(LaunchedInGuest.NAME))
        .findFirst()
        .map(fact -> LaunchedInGuest.CONTRACT.decode(fact.data().toNode()))
        .flatMap(LaunchedInGuest::process)
        .map(process -> new GuestReclaim(settings, dialer, threads).reclaim(process))
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
  }

  @Override
  public void close() {
    open.forEach(conversation -> conversation.lost(GuestFailures.closed()));
    threads.close();
  }
}
