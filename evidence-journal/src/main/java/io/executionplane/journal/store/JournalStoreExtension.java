package io.executionplane.journal.store;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * The one store of an actor system: handed in by a {@link JournalStoreSetup}, or opened, with its
 * data directory, as the configuration says. Closed when the system has terminated.
 */
public final class JournalStoreExtension implements Extension {

  /** What the directory is wanted for when the configuration names it. */
  private static final String PURPOSE = "execution plane node";

  private static final Id ID = new Id();

  private final JournalStore store;

  private JournalStoreExtension(JournalStore store) {
    this.store = store;
  }

  /**
   * The store of a system; opens it at first use.
   *
   * @throws StoreException if it cannot be opened
   * @throws DataDirectoryException if its directory cannot be had
   */
  public static JournalStoreExtension get(ActorSystem system) {
    return ID.get(system);
  }

  /** As {@link #get(ActorSystem)}. */
  public static JournalStoreExtension get(org.apache.pekko.actor.typed.ActorSystem<?> system) {
    return get(Adapter.toClassic(system));
  }

  public JournalStore store() {
    return store;
  }

  private static JournalStoreExtension create(ExtendedActorSystem system) {
    return system
        .settings()
        .setup()
        .get(JournalStoreSetup.class)
        .map(setup -> handedIn(system, setup.store()))
        .orElseGet(() -> opened(system));
  }

  private static JournalStoreExtension handedIn(ActorSystem system, JournalStore store) {
    system.registerOnTermination(store::close);
    return new JournalStoreExtension(store);
  }

  private static JournalStoreExtension opened(ActorSystem system) {
    var settings = StoreSettings.from(system.settings().config());
    var directory = DataDirectory.open(settings.directory(), PURPOSE);
    try {
      var store = JournalStore.open(settings);
      // Callbacks run last registered first: the directory is given back when the store is closed.
      system.registerOnTermination(directory::close);
      return handedIn(system, store);
    } catch (RuntimeException refused) {
      directory.close();
      throw refused;
    }
  }

  /** How Pekko finds the extension. */
  private static final class Id extends AbstractExtensionId<JournalStoreExtension> {

    @Override
    public JournalStoreExtension createExtension(ExtendedActorSystem system) {
      return create(system);
    }
  }
}
