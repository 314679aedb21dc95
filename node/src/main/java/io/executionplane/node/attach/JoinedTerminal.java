package io.executionplane.node.attach;

import io.executionplane.lanes.spi.EffectControl.Resize;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A person's terminal, which is to be joined to that of a command. It passes on each key as it is,
 * and shows what it gets.
 *
 * @param keys what is typed; its end means that the terminal is gone
 * @param screen takes what is to be shown, and completes once all of it is
 * @param sizes how large it is, first now and then after each change
 * @param detachKeys by which the person leaves
 */
public record JoinedTerminal(
    Source<ByteString, ?> keys,
    Sink<ByteString, CompletionStage<Done>> screen,
    Source<Resize, ?> sizes,
    DetachKeys detachKeys) {}
