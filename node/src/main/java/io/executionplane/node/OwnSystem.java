package io.executionplane.node;

import com.typesafe.config.Config;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.JournalStoreSetup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor system that a node brings with it, and ends. */
record OwnSystem(ActorSystem<Void> system) implements AutoCloseable {

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

  static OwnSystem create(Config config, JournalStore store) {
    var setup =
        ActorSystemSetup.create(BootstrapSetup.create(config), new JournalStoreSetup(store));
    return new OwnSystem(ActorSystem.create(Behaviors.empty(), "execution-plane", setup));
  }

  @Override
  public void close() {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
