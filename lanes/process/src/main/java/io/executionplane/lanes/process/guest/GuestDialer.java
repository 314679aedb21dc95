package io.executionplane.lanes.process.guest;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.surface.RequiredCapabilities;
import io.executionplane.contracts.surface.SurfaceKind;
import io.executionplane.lanes.process.guest.bridge.Attach;
import io.executionplane.lanes.process.guest.bridge.Attached;
import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Frame.RemoteError;
import io.executionplane.lanes.process.guest.bridge.Frame.Request;
import io.executionplane.lanes.process.guest.bridge.Frame.Response;
import io.executionplane.lanes.process.guest.bridge.Frames;
import io.executionplane.lanes.process.guest.bridge.GuestProof;
import io.executionplane.lanes.process.guest.bridge.Numbered;
import io.executionplane.lanes.process.guest.bridge.OwnFile;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.guest.bridge.SessionExtension;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Offer;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Terms;
import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Connects to an agent, and works with it only if it is the right one. */
final class GuestDialer {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 32;

  private final GuestTargetSettings settings;
  private final ScheduledExecutorService clock;

  GuestDialer(GuestTargetSettings settings, ScheduledExecutorService clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** A session to go on with. */
  record Resumption(String token, long received) {}

  /**
   * Connects and attaches; holds the thread no longer than the settings allow.
   *
   * @param required what there is no use without
   * @throws IOException why not; a {@link BridgeException} where one end refused the other
   */
  Attachment attach(RequiredCapabilities required, Optional<Resumption> resumption)
      throws IOException {
    var tooLate = new TooLate();
    try {
      var frames = new Frames(settings.endpoint().connect(tooLate), settings.frameBytesMax());
      tooLate.accept(frames::close);
      return attach(frames, required, resumption);
    } finally {
      tooLate.disarm();
    }
  }

  private Attachment attach(
      Frames frames, RequiredCapabilities required, Optional<Resumption> resumption)
      throws IOException {
    var kept = false;
    try {
      var offer = offer(resumption);
      frames.write(Numbered.none(request(required, offer)));
      var reply = Payload.read(Attached.CONTRACT, answer(frames).payload());
      var terms = SessionExtension.from(reply.extensions(), Terms.CONTRACT);
      check(reply, required);
      checkProof(new GuestProof(offer.nonce(), reply), terms);
      kept = true;
      return new Attachment(frames, reply, terms);
    } finally {
      if (!kept) {
        frames.close();
      }
    }
  }

  private Offer offer(Optional<Resumption> resumption) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    return new Offer(
        resumption.map(Resumption::token),
        resumption.map(Resumption::received).orElse(0L),
        settings.frameBytesMax(),
        settings.windowBytes(),
        (int) settings.heartbeat().toMillis(),
        (int) settings.resumeWithin().toMillis(),
        Bytes.copyOf(nonce));
  }

  private Request request(RequiredCapabilities required, Offer offer) throws IOException {
    var attach =
        new Attach(
            settings.bridgeProfile(),
            List.of(Attach.VERSION),
            Optional.of(required),
            Optional.empty(),
            settings.bridgeRef(),
            Optional.of(OwnFile.token(settings.tokenFile())),
            Optional.of(settings.name()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(SessionExtension.among(Offer.CONTRACT, offer)));
    return new Request(Attach.ID, Attach.OP, Payload.of(Attach.CONTRACT, attach));
  }

  private static Response answer(Frames frames) throws IOException {
    var first = frames.read().orElseThrow(() -> new IOException("the agent closed"));
    if (first.frame() instanceof Response response && response.id().equals(Attach.ID)) {
      if (response.error().isPresent()) {
        throw refusal(response.error().get());
      }
      return response;
    }
    throw new BridgeException(
        BridgeError.BRIDGE_PROTOCOL_ERROR, "the agent's first frame is not the answer to attach");
  }

  private static BridgeException refusal(RemoteError error) {
    return new BridgeException(
        BridgeError.of(error.code()).orElse(BridgeError.ATTACH_REFUSED),
        "the agent refused: " + error.details());
  }

  private void check(Attached reply, RequiredCapabilities required) throws BridgeException {
    if (!reply.bridgeProfile().equals(settings.bridgeProfile())) {
      throw new BridgeException(
          BridgeError.BRIDGE_PROFILE_MISMATCH, "the agent speaks for another profile");
    }
    if (reply.protocolVersion() != Attach.VERSION) {
      throw new BridgeException(
          BridgeError.UNSUPPORTED_PROTOCOL_VERSION, "the agent chose a version not offered");
    }
    if (!reply.effectiveCapabilities().isSubsetOf(SurfaceKind.GUEST_BRIDGE.maximum())) {
      throw new BridgeException(
          BridgeError.CAPABILITY_SUPERSET, "the agent claims more than a guest can have");
    }
    if (!reply.effectiveCapabilities().satisfies(required)) {
      throw new BridgeException(
          BridgeError.UNSUPPORTED_CAPABILITY, "the agent does not offer what is needed");
    }
  }

  /** Where a key is pinned, every connection is to its holder. */
  private void checkProof(GuestProof proof, Optional<Terms> terms) throws BridgeException {
    var key = settings.publicKey();
    if (key.isPresent()
        && !terms
            .flatMap(Terms::signature)
            .map(signature -> proof.isSignedBy(key.get(), signature))
            .orElse(false)) {
      throw new BridgeException(
          BridgeError.SIGNATURE_REFUSED, "the agent did not sign with the pinned key");
    }
  }

  /** Closes what takes too long. */
  private final class TooLate implements Consumer<Closeable> {

    private final Future<?> alarm =
        clock.schedule(this::ring, settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    private Closeable watched = () -> {};
    private boolean rung;

    @Override
    public synchronized void accept(Closeable next) {
      watched = next;
      if (rung) {
        ring();
      }
    }

    private synchronized void ring() {
      rung = true;
      try {
        watched.close();
      } catch (IOException alreadyBroken) {
        // Whoever waits on it hears of it.
      }
    }

    void disarm() {
      alarm.cancel(false);
    }
  }
}
