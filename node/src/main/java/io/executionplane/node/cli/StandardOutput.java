package io.executionplane.node.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** Our standard output and error as streams, byte for byte. A slow reader slows the stream. */
final class StandardOutput {

  private StandardOutput() {}

  static Sink<ByteString, CompletionStage<Done>> stdout() {
    return to(FileDescriptor.out);
  }

  static Sink<ByteString, CompletionStage<Done>> stderr() {
    return to(FileDescriptor.err);
  }

  /** The stage fails when whoever reads has gone away. */
  private static Sink<ByteString, CompletionStage<Done>> to(FileDescriptor descriptor) {
    @SuppressWarnings("resource") // Closing it would close the descriptor of the whole process.
    var stream = new FileOutputStream(descriptor);
    return Sink.<ByteString>foreach(bytes -> write(stream, bytes))
        .withAttributes(ActorAttributes.dispatcher("pekko.actor.default-blocking-io-dispatcher"));
  }

  private static void write(FileOutputStream stream, ByteString bytes) {
    try {
      stream.write(bytes.toArrayUnsafe());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
