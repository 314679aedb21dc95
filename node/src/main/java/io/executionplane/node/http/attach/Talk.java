package io.executionplane.node.http.attach;

import io.executionplane.node.http.api.Problem;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** A conversation that has begun, on the node's side. */
interface Talk {

  /**
   * A whole message came. They come one at a time, each once the one before is dealt with.
   *
   * @throws io.executionplane.node.http.api.ProblemException what is to be told to the client, and
   *     ends the conversation
   */
  CompletionStage<Done> heard(Heard message);

  /** What cannot be gone on from, in the words of this protocol; the conversation ends with it. */
  void refuse(Problem problem);

  /** It is over, whoever ended it. */
  void over();
}
