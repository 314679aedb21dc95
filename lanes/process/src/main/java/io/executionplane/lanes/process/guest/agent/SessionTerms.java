package io.executionplane.lanes.process.guest.agent;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Offer;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Terms;
import java.time.Duration;
import java.util.Optional;

/**
 * What one session and its node have agreed on.
 *
 * @param extended whether it goes beyond version 1
 * @param token what it can be resumed with; of no use where it cannot
 * @param pieceBytes most bytes of output in one frame
 * @param linger how long it may be without a connection
 */
record SessionTerms(
    boolean extended,
    String token,
    int windowBytes,
    int pieceBytes,
    Duration heartbeat,
    Duration linger,
    int frameBytesMax) {

  /** Room for what stands around the data of a frame. */
  private static final int AROUND_BYTES = 1024;

  private static final int PIECE_BYTES_MAX = 64 * 1024;

  /** By what the node offers and the agent allows; as version 1 has it where it offers nothing. */
  static SessionTerms of(GuestAgentSettings settings, Optional<Offer> offer, String token) {
    var frameBytes =
        Math.min(
            settings.frameBytesMax(),
            offer.map(Offer::frameBytesMax).orElse(settings.frameBytesMax()));
    var linger = offer.map(Offer::lingerMs).map(Duration::ofMillis).orElse(Duration.ZERO);
    return new SessionTerms(
        offer.isPresent(),
        token,
        Math.min(
            settings.windowBytesMax(),
            offer.map(Offer::windowBytes).orElse(settings.windowBytesMax())),
        Math.min(PIECE_BYTES_MAX, (frameBytes - AROUND_BYTES) / 4 * 3),
        offer.map(Offer::heartbeatMs).map(Duration::ofMillis).orElse(Duration.ZERO),
        linger.compareTo(settings.lingerMax()) > 0 ? settings.lingerMax() : linger,
        settings.frameBytesMax());
  }

  /** As the node is told of them. */
  Terms told(long received, Optional<Bytes> signature) {
    return new Terms(
        token,
        received,
        frameBytesMax,
        (int) heartbeat.toMillis(),
        (int) linger.toMillis(),
        signature);
  }
}
