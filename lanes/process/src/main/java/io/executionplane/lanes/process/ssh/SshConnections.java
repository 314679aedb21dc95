package io.executionplane.lanes.process.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one target. A command gets one that has room; when none has, one more is made,
 * and whoever wants one meanwhile waits for the same. Its methods may be called from any thread.
 */
final class SshConnections implements AutoCloseable {

  private static final long IDLE_SECONDS = 10;

  private final SshConnector connector;
  private final ThreadPoolExecutor thread;
  private final List<SshConnection> open = new ArrayList<>();
  private @Nullable CompletableFuture<SshConnection> connecting;

  /** None, and no thread, until the first is wanted. */
  SshConnections(SshTargetSettings settings) {
    this.connector = new SshConnector(settings);
    this.thread = thread(settings.name());
  }

  private static ThreadPoolExecutor thread(String name) {
    var one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // At most a connection and a measurement.
            task -> daemon(task, "execution-plane-ssh-" + name));
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** A place for one command; to be given back. */
  synchronized CompletionStage<SshConnection> take() {
    for (var connection : open) {
      if (connection.take()) {
        return CompletableFuture.completedStage(connection);
      }
    }
    return connection().thenCompose(made -> take());
  }

  /** The one that is being made; it is among the open ones before anybody hears of it. */
  private synchronized CompletableFuture<SshConnection> connection() {
    if (connecting == null || connecting.isDone()) {
      connecting =
          CompletableFuture.supplyAsync(connector::connectWithKeeper, thread)
              .thenApply(this::remember);
    }
    return connecting;
  }

  private synchronized SshConnection remember(SshConnection connection) {
    open.add(connection);
    connection.whenClosed(() -> forget(connection));
    return connection;
  }

  private synchronized void forget(SshConnection connection) {
    open.remove(connection);
  }

  /**
   * Asks something over a connection of its own, which is closed afterwards.
   *
   * @param question may hold the thread
   */
  <T> CompletionStage<T> once(Function<ClientSession, T> question) {
    return CompletableFuture.supplyAsync(
        () -> {
          var session = connector.connect();
          try {
            return question.apply(session);
          } finally {
            session.close(true);
          }
        },
        thread);
  }

  /** Closes all of them; what runs over them is ended. */
  @Override
  public void close() {
    thread.shutdownNow();
    connector.close();
  }
}
