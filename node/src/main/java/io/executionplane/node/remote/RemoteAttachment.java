package io.executionplane.node.remote;

import io.executionplane.node.wire.ServerMessage;

/**
 * We are attached to an execution.
 *
 * @param attached what is permitted
 * @param session what passes; outputs with {@link RemoteSession#read}
 */
public record RemoteAttachment(ServerMessage.Attached attached, RemoteSession session)
    implements AutoCloseable {

  /** Leaves. The execution goes on. */
  @Override
  public void close() {
    session.close();
  }
}
