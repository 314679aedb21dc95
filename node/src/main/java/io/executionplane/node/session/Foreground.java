package io.executionplane.node.session;

import io.executionplane.contracts.execution.StreamName;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Whoever submitted an execution and stays with it, as a shell stays with its foreground command.
 *
 * <p>Unlike every later reader, the foreground is waited for: a slow one slows the effect, as a
 * pipe does, so it sees every byte even where not every byte is stored. One that goes away is not
 * waited for any more. Each of its streams is run at most once, where the effect is; whoever
 * submits from another JVM puts stream references (Pekko {@code StreamRefs}) in here.
 *
 * @param input what it types, and nobody else then; absent means that the effect's input, if it has
 *     an open one, is for whoever hands in while it runs
 * @param outputs where each output stream goes; a stream that is not named goes to the store alone
 */
public record Foreground(
    Optional<Source<ByteString, NotUsed>> input, Map<StreamName, Sink<ByteString, ?>> outputs) {

  public Foreground {
    outputs = Map.copyOf(outputs);
  }

  /** Nobody stays. */
  public static Foreground none() {
    return new Foreground(Optional.empty(), Map.of());
  }
}
