package io.executionplane.testkit.lane;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.lanes.spi.LaneStreams;
import java.security.MessageDigest;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Takes what is put out and keeps no more of it than a digest. */
final class DigestedStreams implements LaneStreams {

  private final Source<ByteString, NotUsed> input;
  private final MessageDigest digest = Sha256.digest();
  private final AtomicLong count = new AtomicLong();

  DigestedStreams(Source<ByteString, NotUsed> input) {
    this.input = input;
  }

  @Override
  public Sink<ByteString, CompletionStage<Done>> output(StreamName stream) {
    return stream.equals(StreamName.STDOUT) ? Sink.foreach(this::take) : Sink.ignore();
  }

  private void take(ByteString bytes) {
    digest.update(bytes.toArrayUnsafe());
    count.addAndGet(bytes.size());
  }

  @Override
  public Source<ByteString, NotUsed> input(StreamName stream) {
    return input;
  }

  long count() {
    return count.get();
  }

  /** Of all that came; to be asked once, when no more comes. */
  Sha256 seen() {
    return Sha256.ofHash(digest.digest());
  }
}
