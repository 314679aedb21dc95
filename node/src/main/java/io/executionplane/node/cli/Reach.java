package io.executionplane.node.cli;

import io.executionplane.journal.store.DataDirectoryException;
import io.executionplane.journal.store.DataDirectoryException.Reason;
import io.executionplane.node.remote.HttpCaller;
import io.executionplane.node.remote.ServedDirectory;
import io.executionplane.node.remote.Server;
import io.executionplane.node.remote.ServerException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a command comes to what it works on: a server that it names, or a data directory, which it
 * owns or whose owner serves it. Where a directory has just been left, or its owner does not serve
 * yet, it looks again.
 */
final class Reach {

  private static final Duration OURS_WITHIN = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(25);
  private static final Duration SAY_AFTER = Duration.ofSeconds(2);

  private final StoreOptions store;
  private final Console console;

  private Reach(StoreOptions store, Console console) {
    this.store = store;
    this.console = console;
  }

  /** The record, to look back at. */
  static RecordView record(StoreOptions store, String purpose, Console console) {
    return new Reach(store, console)
        .either(
            () -> new StoredView(Stores.open(store, purpose), console),
            server -> new ServedView(new HttpCaller(server)));
  }

  /** A node, to speak to. */
  static NodeView node(StoreOptions store, String purpose, Console console) {
    return new Reach(store, console)
        .either(
            () -> new EmbeddedNode(Planes.open(store, purpose)),
            server -> new ServedView(new HttpCaller(server)));
  }

  /** Whatever is to be made of the one or the other. */
  static <T> T either(
      StoreOptions store, Console console, Supplier<T> own, Function<Server, T> served) {
    return new Reach(store, console).either(own, served);
  }

  private <T> T either(Supplier<T> own, Function<Server, T> served) {
    var named = store.server();
    if (named.isPresent()) {
      return served.apply(named.get());
    }
    var begun = System.nanoTime();
    var isSaid = false;
    while (true) {
      try {
        return own.get();
      } catch (DataDirectoryException inUse) {
        requireInUse(inUse, begun);
        var server = ServedDirectory.find(store.directory()).filter(Reach::answers);
        if (server.isPresent()) {
          try {
            return served.apply(server.get());
          } catch (ServerGoneException gone) {
            // He has left the directory, or is about to: it is ours next, or somebody else's.
          }
        }
        ServedDirectory.knock(store.directory());
        isSaid = isSaid || say(inUse, begun);
        LockSupport.parkNanos(LOOK_AGAIN_AFTER.toNanos());
      }
    }
  }

  private static void requireInUse(DataDirectoryException failure, long begun) {
    var isOver = System.nanoTime() - begun > OURS_WITHIN.toNanos();
    if (failure.reason() != Reason.IN_USE || isOver || Thread.currentThread().isInterrupted()) {
      throw failure;
    }
  }

  private boolean say(DataDirectoryException inUse, long begun) {
    var isLong = System.nanoTime() - begun > SAY_AFTER.toNanos();
    if (isLong && console.terminals().stderr()) {
      console.complain("waiting: " + inUse.getMessage());
    }
    return isLong;
  }

  /** Whether somebody is there who takes new work. */
  private static boolean answers(Server server) {
    try {
      new HttpCaller(server).get("/readyz");
      return true;
    } catch (ServerException gone) {
      return false;
    }
  }
}
