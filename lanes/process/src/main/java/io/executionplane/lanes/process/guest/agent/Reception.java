package io.executionplane.lanes.process.guest.agent;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.surface.InterruptMechanism;
import io.executionplane.contracts.surface.PathSemantics;
import io.executionplane.contracts.surface.Startup;
import io.executionplane.contracts.surface.SurfaceCapabilities;
import io.executionplane.lanes.process.guest.bridge.Attach;
import io.executionplane.lanes.process.guest.bridge.Attached;
import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Frame;
import io.executionplane.lanes.process.guest.bridge.Frame.Request;
import io.executionplane.lanes.process.guest.bridge.Frames;
import io.executionplane.lanes.process.guest.bridge.GuestProof;
import io.executionplane.lanes.process.guest.bridge.Numbered;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.guest.bridge.SessionExtension;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Offer;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Terms;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks at whoever comes to the door: who may attach, to what, and to which session. */
final class Reception {

  /** Commands run as the agent's own user; everything else that a guest can have is here. */
  private static final SurfaceCapabilities HERE =
      new SurfaceCapabilities(
          true,
          Startup.BRIDGE,
          PathSemantics.GUEST,
          true,
          true,
          true,
          false,
          true,
          true,
          InterruptMechanism.RPC);

  private final AgentParts parts;
  private final AttachToken token;
  private final Optional<PrivateKey> key;
  private final Sessions sessions;

  Reception(AgentParts parts, AttachToken token, Optional<PrivateKey> key, Sessions sessions) {
    this.parts = parts;
    this.token = token;
    this.key = key;
    this.sessions = sessions;
  }

  /** Holds the thread until whoever came has gone. */
  void receive(AgentDoor.Caller caller) {
    var tooLate =
        parts
            .clock()
            .schedule(
                caller::close, parts.settings().attachWithin().toMillis(), TimeUnit.MILLISECONDS);
    try (caller) {
      var frames = new Frames(caller.shakeHands(), parts.settings().frameBytesMax());
      var request = first(frames);
      if (tooLate.cancel(false)) {
        attach(frames, request);
      }
    } catch (IOException gone) {
      // Whoever it was has been told, or cannot be.
    }
  }

  private static Request first(Frames frames) throws IOException {
    try {
      var first = frames.read().orElseThrow(() -> new IOException("nothing was asked"));
      if (first.frame() instanceof Request request && request.op().equals(Attach.OP)) {
        return request;
      }
      throw new BridgeException(
          BridgeError.BRIDGE_PROTOCOL_ERROR, "the first frame must ask to attach");
    } catch (BridgeException broken) {
      frames.write(Numbered.none(Answers.error(broken)));
      throw broken;
    }
  }

  private void attach(Frames frames, Request request) throws IOException {
    final CarriedSession session;
    final Attach attach;
    final Optional<Offer> offer;
    try {
      attach = Payload.read(Attach.CONTRACT, request.payload());
      check(attach);
      offer = SessionExtension.from(attach.extensions(), Offer.CONTRACT);
      session = sessions.find(offer);
    } catch (BridgeException refused) {
      frames.write(Numbered.none(Answers.refused(request.id(), refused)));
      throw refused;
    }
    session.carry(
        frames,
        offer.map(Offer::received).orElse(0L),
        received -> reply(request.id(), session, offer, received));
  }

  /** The token first: whoever does not have it learns nothing of the rest. */
  private void check(Attach attach) throws BridgeException {
    if (!token.isGiven(attach.attachToken())) {
      throw new BridgeException(BridgeError.ATTACH_REFUSED, "the attach token is not the agent's");
    }
    if (!attach.bridgeProfile().equals(parts.settings().bridgeProfile())) {
      throw new BridgeException(
          BridgeError.BRIDGE_PROFILE_MISMATCH, "this agent is there for another profile");
    }
    if (!attach.supportedProtocolVersions().contains(Attach.VERSION)) {
      throw new BridgeException(
          BridgeError.UNSUPPORTED_PROTOCOL_VERSION, "this agent speaks version " + Attach.VERSION);
    }
    if (!attach.requiredCapabilities().map(HERE::satisfies).orElse(true)) {
      throw new BridgeException(
          BridgeError.UNSUPPORTED_CAPABILITY, "this agent does not have what is required");
    }
  }

  private Frame reply(String id, CarriedSession session, Optional<Offer> offer, long received) {
    var plain = attached(session, Optional.empty());
    var told =
        offer.map(
            offered -> session.told(received, key.map(own -> sign(own, offered.nonce(), plain))));
    return Answers.done(id, Payload.of(Attached.CONTRACT, attached(session, told)));
  }

  private Attached attached(CarriedSession session, Optional<Terms> terms) {
    return new Attached(
        session.ref(),
        parts.settings().bridgeProfile(),
        Attach.VERSION,
        HERE,
        terms.map(told -> SessionExtension.among(Terms.CONTRACT, told)));
  }

  private static Bytes sign(PrivateKey key, Bytes nonce, Attached reply) {
    try {
      return new GuestProof(nonce, reply).sign(key);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException("the guest's key cannot sign", unusable);
    }
  }
}
