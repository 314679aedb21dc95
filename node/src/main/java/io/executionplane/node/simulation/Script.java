package io.executionplane.node.simulation;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** What a simulated target answers. The same request always meets the same answer. */
interface Script {

  /** Its name, for evidence. */
  String reference();

  /** Digest of everything that it says: what its target is attested with. */
  Sha256 digest();

  /**
   * The answer to a request, as it happens in time; cold, for any number of runs. Ends with a
   * {@link Beat.Fault} or {@link Beat.End}, or never.
   *
   * @return empty if the script has no answer to it
   */
  Optional<Source<Beat, NotUsed>> answer(String operation, JsonObject payload);
}
