package io.executionplane.lanes.process.posix;

import static io.executionplane.lanes.process.posix.Children.await;
import static io.executionplane.lanes.process.posix.Children.request;
import static io.executionplane.lanes.process.posix.Children.shell;
import static io.executionplane.lanes.process.posix.Children.withInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.lanes.process.posix.PipeSink.Delivery;
import io.executionplane.lanes.process.posix.WaitStatus.Exited;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PipeSinkTest {

  private static final ByteString MEBIBYTE = ByteString.fromArray(new byte[1024 * 1024]);

  private static final Children CHILDREN = new Children();

  @AfterAll
  static void close() {
    CHILDREN.close();
  }

  @Test
  void endsTheInputWhenUpstreamCompletes() {
    var child = CHILDREN.spawn(withInput(request("/usr/bin/wc", "-c")));
    var count = CHILDREN.collect(child.stdout());

    var delivery = feed(child, Source.repeat(MEBIBYTE).take(3));

    assertThat(await(delivery)).isEqualTo(new Delivery(3 * 1024 * 1024, false));
    assertThat(await(count).utf8String()).isEqualTo(3 * 1024 * 1024 + "\n");
    CHILDREN.end(child);
  }

  @Test
  void endsAnEmptyInputAtOnce() {
    var child = CHILDREN.spawn(withInput(request("/usr/bin/wc", "-c")));
    var count = CHILDREN.collect(child.stdout());

    var delivery = feed(child, Source.empty());

    assertThat(await(delivery)).isEqualTo(new Delivery(0, false));
    assertThat(await(count).utf8String()).isEqualTo("0\n");
    CHILDREN.end(child);
  }

  @Test
  void doesNotCountItAsAFailureWhenTheChildStopsReading() {
    var child = CHILDREN.spawn(withInput(request("/usr/bin/head", "-c", "10")));

    var delivery = await(feed(child, Source.repeat(MEBIBYTE)));

    assertThat(delivery.closedByPeer()).isTrue();
    assertThat(delivery.bytes()).isBetween(10L, 1024L * 1024);
    await(child.ended());
    assertThat(child.reap().status()).isEqualTo(new Exited(0));
    child.discardPipes();
  }

  @Test
  void noticesThatTheChildStopsReadingWhileUpstreamIsSilent() {
    var child = CHILDREN.spawn(withInput(shell("exec 0<&-; sleep 60")));

    var delivery = await(feed(child, Source.maybe()));

    assertThat(delivery).isEqualTo(new Delivery(0, true));
    CHILDREN.end(child);
  }

  @Test
  void doesNotLetABrokenInputLookLikeACompleteOne() {
    var child = CHILDREN.spawn(withInput(shell("cat >/dev/null; echo complete")));
    var output = CHILDREN.collect(child.stdout());
    var broken =
        Source.single(ByteString.fromString("half"))
            .concat(Source.failed(new IOException("upstream broke")));

    var delivery = feed(child, broken);

    assertThatThrownBy(() -> await(delivery)).hasRootCauseMessage("upstream broke");
    CHILDREN.end(child);
    assertThat(await(output).utf8String()).isEmpty();
  }

  @Test
  void feedsAChildThatReadsInSmallPieces() {
    var child = CHILDREN.spawn(withInput(request("/bin/dd", "bs=100", "status=none")));
    var echoed = CHILDREN.collect(child.stdout());
    var lines = Source.range(1, 20_000).map(i -> ByteString.fromString(i + "\n"));

    var delivery = feed(child, lines);

    assertThat(await(echoed).size()).isEqualTo((int) await(delivery).bytes()).isEqualTo(108_894);
    CHILDREN.end(child);
  }

  private static CompletionStage<Delivery> feed(ChildProcess child, Source<ByteString, ?> input) {
    return input.toMat(child.stdin().orElseThrow(), Keep.right()).run(CHILDREN.system);
  }
}
