package io.executionplane.node.http.guard;

import java.util.function.Consumer;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * Tells the guard of a connection how requests were answered that asked for another protocol. What
 * follows such a request is HTTP or is not, and only the answer says so.
 */
public final class UpgradeAnswers {

  private volatile Consumer<Boolean> listener = isSwitched -> {};

  /** Whoever waits for the answers of this connection. */
  void listen(Consumer<Boolean> other) {
    listener = other;
  }

  /** Passes an answer on. To be told before it is sent. */
  public HttpResponse saw(HttpRequest request, HttpResponse response) {
    if (request.getHeader("Upgrade").isPresent()) {
      listener.accept(response.status().equals(StatusCodes.SWITCHING_PROTOCOLS));
    }
    return response;
  }
}
