package io.executionplane.node.http.attach;

import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.DataFrame;

/**
 * A conversation in {@code ep.v1} that has begun, on the node's side. What is heard comes one at a
 * time; what is thrown as a problem is told to the client, and ends it.
 */
interface Talk {

  void heard(ClientMessage message);

  void heard(DataFrame data);

  /** It is over, whoever ended it. */
  void over();
}
