package io.executionplane.lanes.process.guest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.stream.Inbox;
import io.executionplane.lanes.spi.StreamAbandoned;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.util.ByteString;

/** One output of a command in a guest: what came of it, and how much of that was taken. */
final class ArrivingOutput {

  private final StreamName name;
  private final Inbox inbox;
  private final AtomicLong taken = new AtomicLong();
  private long arrived;
  private volatile RuntimeException heldOpen = new StreamAbandoned();

  /**
   * Nothing came yet.
   *
   * @param onTaken run when there is more room
   * @param onDone run when nobody will read it any more
   */
  ArrivingOutput(StreamName name, Runnable onTaken, Runnable onDone) {
    this.name = name;
    this.inbox =
        new Inbox(
            bytes -> {
              taken.addAndGet(bytes);
              onTaken.run();
            },
            onDone);
  }

  StreamName name() {
    return name;
  }

  Inbox inbox() {
    return inbox;
  }

  /** How many bytes were taken so far. */
  long taken() {
    return taken.get();
  }

  void arrived(ObjectNode payload) throws BridgeException {
    var bytes = Payload.data(payload, arrived);
    arrived += bytes.length;
    inbox.add(ByteString.fromArrayUnsafe(bytes));
  }

  /** What it is to fail with if the guest finds that something holds it open. */
  void failWith(RuntimeException cause) {
    heldOpen = cause;
  }

  void ended(boolean abandoned) {
    if (abandoned) {
      inbox.fail(heldOpen);
    } else {
      inbox.end();
    }
  }
}
