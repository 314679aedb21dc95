package io.executionplane.node.remote;

import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.wire.CancelReason;
import io.executionplane.node.wire.ServerMessage;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An execution that was submitted from here, with our streams as its own.
 *
 * @param receipt what was admitted. Where it is replayed no output comes by itself: {@link
 *     RemoteSession#read} gives what there is
 * @param session what passes
 */
public record RemoteForeground(ServerMessage.Receipt receipt, RemoteSession session)
    implements AutoCloseable {

  /** An output that comes by itself: {@code stdout}, {@code stderr} or {@code pty}. */
  public RemoteOutput output(StreamName stream) {
    return session.output(stream);
  }

  /** The standard input. */
  public OutputStream input() {
    return session.input(StreamName.STDIN);
  }

  /** Completes with the end; fails with an {@code IOException} if that cannot be known. */
  public CompletableFuture<ExecutionResult> result() {
    return session.result();
  }

  /** As {@link RemoteSession#control}. */
  public CompletableFuture<Optional<RemoteSession.NotDone>> control(EffectControl wish) {
    return session.control(wish);
  }

  /** Asks for it to be stopped. Its end comes as any other. */
  public void cancel(CancelReason reason) {
    session.cancel(Optional.of(reason));
  }

  /** Ends the connection, and with it the execution if that is not over. */
  @Override
  public void close() {
    session.close();
  }
}
