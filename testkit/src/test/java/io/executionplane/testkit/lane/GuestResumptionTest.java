package io.executionplane.testkit.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.testkit.generate.Seeded;
import io.executionplane.testkit.guest.CuttingProxy;
import io.executionplane.testkit.guest.GuestUnderTest;
import io.executionplane.testkit.guest.GuestUnderTest.Door;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However often the connection breaks, and wherever, no byte is lost and none comes twice. How many
 * there are is set by {@code -Dexecution-plane.test.bytes}, as for a command on this machine.
 */
@Timeout(1_200)
class GuestResumptionTest {

  private static final int BYTES = Integer.getInteger("execution-plane.test.bytes", 8 << 20);
  private static final Duration WITHIN = Duration.ofMinutes(9);
  private static final int PIECE = 40_000;
  private static final int CUTS = 20;

  /** More than it takes to attach and start. */
  private static final int LAUNCH_BYTES_MAX = 16_000;

  private final Seeded random = Seeded.fresh();

  @ParameterizedTest
  @EnumSource
  void carriesEveryByteBothWaysThroughConnectionsThatBreak(Door door, @TempDir Path directory) {
    try (var guest = GuestUnderTest.start(door, directory);
        var proxy = before(guest, door, directory);
        var bench = new GuestBench(through(proxy, guest, door, directory), WITHIN)) {
      var given = Sha256.digest();
      var streams = new DigestedStreams(input(given));
      var untilCut = new UntilCut();
      proxy.cutAfter(untilCut);

      var outcome = bench.start(GuestBench.open("cat", Map.of()), streams).outcome();

      assertThat(outcome.succeeded()).isTrue();
      assertThat(streams.count()).isEqualTo((long) BYTES / PIECE * PIECE);
      assertThat(streams.seen())
          .as("%s, %s", random, untilCut.random)
          .isEqualTo(Sha256.ofHash(given.digest()));
      assertThat(proxy.cuts()).isGreaterThan(CUTS / 2);
    }
  }

  /** The first connection holds until the command runs; after that, anything goes. */
  private static final class UntilCut implements LongSupplier {

    private final Seeded random = Seeded.fresh();
    private boolean begun;

    @Override
    public long getAsLong() {
      if (!begun) {
        begun = true;
        return random.between(LAUNCH_BYTES_MAX, 2 * BYTES / CUTS);
      }
      return random.oneIn(4)
          ? random.between(1, LAUNCH_BYTES_MAX)
          : random.between(1, 2 * BYTES / CUTS);
    }
  }

  private Source<ByteString, NotUsed> input(MessageDigest given) {
    return Source.fromIterator(
        () ->
            IntStream.range(0, BYTES / PIECE)
                .mapToObj(
                    each -> {
                      var bytes = random.bytes(PIECE, PIECE);
                      given.update(bytes);
                      return ByteString.fromArray(bytes);
                    })
                .iterator());
  }

  private static CuttingProxy before(GuestUnderTest guest, Door door, Path directory) {
    return door == Door.TLS
        ? CuttingProxy.before((int) guest.endpoint().get("port"))
        : CuttingProxy.before(
            Path.of((String) guest.endpoint().get("path")), directory.resolve("proxy.sock"));
  }

  static Config through(CuttingProxy proxy, GuestUnderTest guest, Door door, Path directory) {
    var endpoint = new HashMap<>(guest.endpoint());
    if (door == Door.TLS) {
      endpoint.put("port", proxy.port());
    } else {
      endpoint.put("path", directory.resolve("proxy.sock").toString());
    }
    return GuestUnderTest.config(guest.files(), endpoint, Map.of());
  }
}
