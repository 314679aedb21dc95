package io.executionplane.node.cli;

import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.http.HttpEndpoint;
import io.executionplane.node.http.HttpSettings;
import io.executionplane.node.remote.ServedDirectory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plane of a command that owns the data directory, shared with the other commands that want it
 * meanwhile. Nothing listens before one of them knocks; then this machine is listened to, at any
 * port.
 */
final class SharedPlane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedPlane.class);
  private static final long LOOK_EVERY_MILLIS = 20;
  private static final long OPENED_WITHIN_SECONDS = 20;

  private final ExecutionPlane plane;
  private final StoreOptions store;
  private final Console console;
  private final ScheduledExecutorService porter =
      Executors.newSingleThreadScheduledExecutor(SharedPlane::thread);

  /** Touched by the porter alone until he has gone. */
  private @Nullable OpenDoor door;

  private SharedPlane(ExecutionPlane plane, StoreOptions store, Console console) {
    this.plane = plane;
    this.store = store;
    this.console = console;
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "porter");
    thread.setDaemon(true);
    return thread;
  }

  /** Opens the plane, and begins to hear who knocks. */
  static SharedPlane open(StoreOptions store, String purpose, Console console) {
    var shared = new SharedPlane(Planes.open(store, purpose), store, console);
    var unused =
        shared.porter.scheduleWithFixedDelay(
            shared::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return shared;
  }

  private void look() {
    if (door == null && ServedDirectory.isKnocked(store.directory())) {
      try {
        door = OpenDoor.of(plane, HttpSettings.local(store.configuration()), store.directory());
      } catch (RuntimeException failure) {
        // Whoever knocked waits until the directory is free; that is no reason for us to fail.
        LOG.warn("other commands cannot be let in", failure);
      }
    }
  }

  ExecutionPlane plane() {
    return plane;
  }

  /** Takes the sign down, and leaves when the last of the others has what he came for. */
  @Override
  public void close() {
    dismissPorter();
    var opened = door;
    if (opened != null) {
      opened.retire();
      awaitOthers(opened.endpoint());
      opened.close();
    }
    plane.close();
  }

  private void dismissPorter() {
    porter.shutdown();
    try {
      if (!porter.awaitTermination(OPENED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the endpoint did not open in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitOthers(HttpEndpoint endpoint) {
    var others = endpoint.calls();
    if (others > 0 && console.terminals().stderr()) {
      console.complain("other commands of this data directory still run in here: " + others);
    }
    try {
      endpoint.unused().toCompletableFuture().get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
