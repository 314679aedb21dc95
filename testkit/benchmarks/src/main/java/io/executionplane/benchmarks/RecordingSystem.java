package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.JournalStoreSetup;
import io.executionplane.journal.store.StoreSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The journal as a node configures it, without anything else of a node. */
record RecordingSystem(JournalStore store, ActorSystem<Void> system) implements AutoCloseable {

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

  static RecordingSystem open(Config settings) {
    var config =
        settings
            .withFallback(ConfigFactory.defaultOverrides())
            .withFallback(ConfigFactory.parseResources("embedded.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();
    var store = JournalStore.open(StoreSettings.from(config));
    var setup =
        ActorSystemSetup.create(BootstrapSetup.create(config), new JournalStoreSetup(store));
    return new RecordingSystem(store, ActorSystem.create(Behaviors.empty(), "recording", setup));
  }

  /** The system closes the store when it has ended. */
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
