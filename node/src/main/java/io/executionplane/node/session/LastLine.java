package io.executionplane.node.session;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** What somebody types, of which every line is to be ended: the last one too, where he stops. */
final class LastLine {

  private static final byte LINE_FEED = '\n';

  private boolean open;

  private LastLine() {}

  /** The same bytes, and a line feed at their end if there is none. Not where they break off. */
  static Flow<ByteString, ByteString, NotUsed> ended() {
    return Flow.lazyFlow(
            () -> {
              var last = new LastLine();
              return Flow.<ByteString>create()
                  .map(last::passed)
                  .concatLazy(Source.lazySource(last::rest));
            })
        .mapMaterializedValue(unused -> NotUsed.getInstance());
  }

  private ByteString passed(ByteString bytes) {
    if (!bytes.isEmpty()) {
      open = bytes.last() != LINE_FEED;
    }
    return bytes;
  }

  private Source<ByteString, NotUsed> rest() {
    return open ? Source.single(ByteString.fromArray(new byte[] {LINE_FEED})) : Source.empty();
  }
}
