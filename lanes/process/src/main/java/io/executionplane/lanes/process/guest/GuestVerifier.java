package io.executionplane.lanes.process.guest;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.process.guest.bridge.Frame.Request;
import io.executionplane.lanes.process.guest.bridge.GuestProof;
import io.executionplane.lanes.process.guest.bridge.Numbered;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Terms;
import io.executionplane.lanes.spi.TargetVerifier;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Measures a guest, over a connection of its own each time: whether it signs a fresh nonce with the
 * key that its owner pinned, and with it the protocol version and the capabilities that it
 * negotiates. Without a pinned key it is what it says it is, which attests nothing. It looks for no
 * isolation.
 */
final class GuestVerifier implements TargetVerifier {

  private static final String ID = "execution-plane:guest-verifier:v1";

  private final GuestTargetSettings settings;
  private final GuestDialer dialer;
  private final GuestThreads threads;

  GuestVerifier(GuestTargetSettings settings, GuestDialer dialer, GuestThreads threads) {
    this.settings = settings;
    this.dialer = dialer;
    this.threads = threads;
  }

  @Override
  public String verifierId() {
    return ID;
  }

  @Override
  public String targetId() {
    return settings.name();
  }

  @Override
  public CompletionStage<TargetDescriptor> verify(Instant now) {
    var verified = new CompletableFuture<TargetDescriptor>();
    try {
      threads.run(() -> verify(now, verified));
    } catch (RuntimeException full) {
      verified.completeExceptionally(full);
    }
    return verified;
  }

  private void verify(Instant now, CompletableFuture<TargetDescriptor> verified) {
    try (var attachment = dialer.attach(Capabilities.NONE, Optional.empty())) {
      attachment
          .frames()
          .write(Numbered.none(new Request("close-final", Op.CLOSE, Payload.none())));
      verified.complete(descriptor(attachment, now));
    } catch (IOException failed) {
      verified.completeExceptionally(GuestFailures.unreachable(settings.address(), failed));
    } catch (RuntimeException failed) {
      verified.completeExceptionally(failed);
    }
  }

  private TargetDescriptor descriptor(Attachment attachment, Instant now) {
    var seen =
        new TargetDescriptor(
            settings.name(),
            ProcessRun.LANE_ID,
            GuestPlaceProvider.SURFACE_KIND,
            ID,
            settings.publicKey().isPresent() ? List.of(AttestationClass.GUEST_ATTESTED) : List.of(),
            looks(attachment),
            now,
            now.plus(settings.measurementValidFor()));
    return new TargetDescriptor(
        seen.targetId(),
        seen.laneId(),
        seen.surfaceKind(),
        seen.verifierId(),
        seen.attestedClasses(),
        seen.measurement(),
        seen.attestedAt(),
        seen.expiresAt(),
        Optional.empty(),
        signature(attachment),
        List.of(),
        Optional.of(attachment.reply().effectiveCapabilities()),
        seen.looks());
  }

  /** The same for as long as the guest is the same: a signature is another each time. */
  private List<String> looks(Attachment attachment) {
    var looks = new ArrayList<String>();
    looks.add("key " + settings.keyFingerprint().orElse("none"));
    looks.addAll(GuestProof.said(attachment.reply()));
    looks.add("sessions " + (attachment.terms().isPresent() ? "resumed" : "of version 1 only"));
    return looks;
  }

  private Optional<Bytes> signature(Attachment attachment) {
    return settings.publicKey().isPresent()
        ? attachment.terms().flatMap(Terms::signature)
        : Optional.empty();
  }
}
