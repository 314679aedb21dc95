package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.ServedPlane.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.testkit.guest.CuttingProxy;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of server-sent events that nobody here wrote. */
class EventSourceTest {

  private static final int CUTS = 100;

  /** A piece is at most 64 KiB, so its event has at most 90 KiB and gets through now and then. */
  private static final int CUT_AFTER_BYTES = 100 * 1024;

  private static final String SETTINGS = "execution-plane.node.limits.capture-bytes-max = 64MiB";

  @TempDir Path directory;

  @Test
  void missesNothingWhenItsConnectionIsCutAHundredTimes() {
    var client = NpmPackages.installed("eventsource", "eventsource@4.0.0");
    try (var served = ServedPlane.in(directory, ConfigFactory.parseString(SETTINGS));
        var proxy = CuttingProxy.before(served.port())) {
      var ref = served.ended(ADA, ProcessRun.of("/usr/bin/seq", "1", "3000000"));
      var seed = System.nanoTime();
      var random = new Random(seed);
      proxy.cutAfter(
          () ->
              proxy.cuts() < CUTS
                  ? CUT_AFTER_BYTES + random.nextInt(CUT_AFTER_BYTES)
                  : Long.MAX_VALUE);

      var seen =
          client.script("event-source.mjs", "http://127.0.0.1:" + proxy.port() + path(ref), ADA);

      var stored = served.open(served.request(ADA, path(ref)).build()).headers();
      assertThat(proxy.cuts()).as("seed %d", seed).isGreaterThanOrEqualTo(CUTS);
      assertThat(seen.get("gaps").intValue()).isZero();
      assertThat(stored.firstValue("Stream-Total-Bytes")).contains(seen.get("bytes").asText());
      assertThat(stored.firstValue("Stream-Sha256")).contains(seen.get("sha256").asText());
    }
  }

  private static String path(String ref) {
    return "/v1/executions/" + ref + "/output/stdout";
  }
}
