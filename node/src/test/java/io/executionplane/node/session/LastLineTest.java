package io.executionplane.node.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastLineTest {

  private static final ActorTestKit KIT = ActorTestKit.create();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @ParameterizedTest
  @CsvSource({"a|b, ab/", "a|b/, ab/", "a/|b, a/b/", "a/||, a/", "a|, a/"})
  void endsTheLastLineAndNoOther(String pieces, String expected) {
    var typed =
        Arrays.stream(pieces.replace('/', '\n').split("\\|", -1)).map(ByteString::fromString);

    assertThat(passed(Source.from(typed.toList()))).isEqualTo(expected.replace('/', '\n'));
  }

  @Test
  void addsNothingToNothing() {
    assertThat(passed(Source.empty())).isEmpty();
  }

  @Test
  void addsNothingWhereItBreaksOff() {
    var broken =
        Source.single(ByteString.fromString("a"))
            .concatLazy(Source.lazySource(() -> Source.failed(new IllegalStateException("cut"))))
            .via(LastLine.ended())
            .runFold("", (all, piece) -> all + piece.utf8String(), KIT.system());

    assertThat(broken.toCompletableFuture()).failsWithin(Duration.ofSeconds(10));
  }

  private static String passed(Source<ByteString, ?> typed) {
    var all =
        typed
            .via(LastLine.ended())
            .runFold("", (text, piece) -> text + piece.utf8String(), KIT.system());
    return all.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
