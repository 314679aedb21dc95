package io.executionplane.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node has opened so far, so that whatever ends it leaves nothing open. */
final class OpenedResources {

  private static final Logger LOG = LoggerFactory.getLogger(OpenedResources.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Closes all, last first. One that fails does not keep the others from being closed. */
  void closeAll() {
    var failure = new IllegalStateException("not everything could be closed");
    closeAll(failure);
    if (failure.getSuppressed().length > 0) {
      LOG.warn("{}", failure.getMessage(), failure);
    }
  }

  /** As {@link #closeAll()}; what fails to close is told with the failure that led here. */
  void closeAll(Throwable cause) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception failure) {
        cause.addSuppressed(failure);
      }
    }
  }
}
