package io.executionplane.journal.store;

import org.apache.pekko.actor.setup.Setup;

/**
 * Hands an open store to an actor system that is about to start, which closes it when it has
 * terminated:
 *
 * <pre>{@code
 * ActorSystem.create(
 *     guardian, "plane", ActorSystemSetup.create(bootstrap, new JournalStoreSetup(store)))
 * }</pre>
 */
public final class JournalStoreSetup extends Setup {

  private final JournalStore store;

  public JournalStoreSetup(JournalStore store) {
    this.store = store;
  }

  JournalStore store() {
    return store;
  }
}
