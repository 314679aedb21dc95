package io.executionplane.lanes.process.guest.agent;

import io.executionplane.lanes.process.guest.bridge.Wire;
import java.io.Closeable;
import java.io.IOException;

/** Where an agent waits for whoever wants to attach. */
public interface AgentDoor extends Closeable {

  /** What it is called, for people. */
  String address();

  /**
   * Waits for somebody.
   *
   * @throws IOException when nobody can come any more
   */
  Caller accept() throws IOException;

  /** Lets nobody in any more. Idempotent. */
  @Override
  void close();

  /** Somebody at the door, of whom nothing is known yet. */
  interface Caller extends Closeable {

    /** Shakes hands, which may take as long as the other end likes. */
    Wire shakeHands() throws IOException;

    /** Sends them away. Idempotent. */
    @Override
    void close();
  }
}
