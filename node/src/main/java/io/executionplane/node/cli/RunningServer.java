package io.executionplane.node.cli;

import io.executionplane.node.remote.HttpCaller;
import io.executionplane.node.remote.ServedDirectory;

/** The node that somebody else runs. */
final class RunningServer {

  private RunningServer() {}

  /** The one at the server that is named, or else on the data directory. */
  static HttpCaller of(StoreOptions store) {
    return store
        .server()
        .or(() -> ServedDirectory.find(store.directory()))
        .map(HttpCaller::new)
        .orElseThrow(() -> new CliException("no node runs on " + store.directory()));
  }
}
