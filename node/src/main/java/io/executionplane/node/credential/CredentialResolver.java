package io.executionplane.node.credential;

import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.Secret;
import java.util.concurrent.CompletionStage;

/**
 * Gives the values that handles stand for. The host registers it; of several, the first who
 * recognises a handle is the only one who is asked for it.
 *
 * <p>It may be called by many threads at once. It SHOULD not block for long: it has a few threads
 * of its own, and whoever waits gives up after {@code execution-plane.credentials.answer-within}.
 * It is asked anew for each execution, so a value may change behind its handle.
 */
public interface CredentialResolver {

  /** The resolver's name, for the log. */
  String resolverId();

  /** Whether a handle is its to resolve. Answers at once, and from the handle's text alone. */
  boolean recognises(CredentialHandle handle);

  /**
   * Gives a value.
   *
   * @param context for whom; a resolver may refuse anybody
   * @return the value; fails with {@link CredentialUnavailable} where there is none to be had. Any
   *     other failure counts as one too, and its words are shown to nobody
   */
  CompletionStage<Secret> resolve(CredentialHandle handle, CredentialContext context);
}
