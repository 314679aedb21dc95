package io.executionplane.node.cli;

import io.executionplane.journal.store.DataDirectoryException;
import io.executionplane.journal.store.DataDirectoryException.Reason;
import io.executionplane.node.remote.HttpCaller;
import io.executionplane.node.remote.ServedDirectory;
import io.executionplane.node.remote.Server;
import io.executionplane.node.remote.ServerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a command comes to what it works on: a server that it names, or a data directory, which it
 * owns or whose owner serves it. Where a directory has just been left, or its owner does not serve
 * yet, it looks again.
 */
final class Reach {

  private static final Duration OURS_WITHIN = Duration.ofMinutes(5);
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(25);
  private static final Duration SAY_AFTER = Duration.ofSeconds(2);

  private final StoreOptions store;
  private final Console console;

  private Reach(StoreOptions store, Console console) {
    this.store = store;
    this.console = console;
  }

  /** What a command does with what it has reached. */
  @FunctionalInterface
  interface Use<V> {

    int of(V view) throws IOException;
  }

  /** Looks back at the record. Where whoever served it has gone, it is done again. */
  static int record(StoreOptions store, String purpose, Console console, Use<RecordView> use) {
    return either(
        store,
        console,
        () -> used(new StoredView(Stores.open(store, purpose), console), use),
        server -> used(new ServedView(new HttpCaller(server)), use));
  }

  /** Speaks to a node. Where the one that was reached has gone, it is done again. */
  static int node(StoreOptions store, String purpose, Console console, Use<NodeView> use) {
    return either(
        store,
        console,
        () -> used(new EmbeddedNode(Planes.open(store, purpose)), use),
        server -> used(new ServedView(new HttpCaller(server)), use));
  }

  private static int used(RecordView view, Use<RecordView> use) {
    try (view) {
      return use.of(view);
    } catch (IOException failure) {
      throw new CliException("the output cannot be written: " + failure.getMessage());
    }
  }

  private static int used(NodeView view, Use<NodeView> use) {
    try (view) {
      return use.of(view);
    } catch (IOException failure) {
      throw new CliException("the output cannot be written: " + failure.getMessage());
    }
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
        var server = ServedDirectory.find(store.directory()).filter(HttpCaller::answers);
        if (server.isPresent()) {
          var answer = asked(server.get(), served, store.directory());
          if (answer.isPresent()) {
            return answer.get();
          }
        }
        ServedDirectory.knock(store.directory());
        isSaid = isSaid || say(inUse, begun);
        LockSupport.parkNanos(LOOK_AGAIN_AFTER.toNanos());
      }
    }
  }

  /** Empty if he has left the directory, or is about to: it is ours next, or somebody else's. */
  private static <T> Optional<T> asked(Server server, Function<Server, T> served, Path directory) {
    try {
      return Optional.of(served.apply(server));
    } catch (ServerGoneException gone) {
      requireLeaving(server, directory);
      return Optional.empty();
    } catch (ServerException failure) {
      if (!failure.isGone()) {
        throw failure;
      }
      requireLeaving(server, directory);
      return Optional.empty();
    }
  }

  /**
   * Whoever leaves takes his sign down first; a node that is drained stays, and will not change.
   */
  private static void requireLeaving(Server server, Path directory) {
    var stays = ServedDirectory.find(directory).filter(server::equals).filter(HttpCaller::answers);
    if (stays.isPresent()) {
      throw new CliException("the node at " + server + " takes nothing new: it is being drained");
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
}
