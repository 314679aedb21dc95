package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.Scripts.openShell;
import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.HELPER;
import static io.executionplane.testkit.http.ServedPlane.WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attaching with clients that nobody here wrote. */
class ForeignAttachTest {

  @TempDir static Path directory;

  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void speaksEpV1WithTheWebSocketClientOfNpm() {
    var client = NpmPackages.installed("ws", "ws@8.18.3");

    var seen = client.script("ep-v1.mjs", webSocket(), HELPER, greeter());

    assertThat(seen.get("protocol").textValue()).isEqualTo("ep.v1");
    assertThat(seen.get("stdout").textValue()).isEqualTo("got hello\n");
    assertThat(seen.get("code").intValue()).isEqualTo(3);
    assertThat(seen.get("reason").textValue()).isEqualTo("execution_ended");
    assertThat(seen.get("status").intValue()).isEqualTo(1000);
    assertThat(seen.get("types").toString())
        .contains("attached", "accepted", "input_closed", "end", "result", "closed");
  }

  @Test
  void speaksTheChannelsOfKubernetesWithTheWebSocketClientOfNpm() {
    var client = NpmPackages.installed("ws", "ws@8.18.3");

    var seen = client.script("channels.mjs", webSocket(), HELPER, greeter());

    assertThat(seen.get("protocol").textValue()).isEqualTo("v5.channel.k8s.io");
    assertThat(seen.get("stdout").textValue()).isEqualTo("got hello\n");
    assertThat(seen.get("stderr").textValue()).isEqualTo("end of input\n");
    assertThat(seen.at("/status/status").textValue()).isEqualTo("Failure");
    assertThat(seen.at("/status/details/causes/0/message").textValue()).isEqualTo("3");
    assertThat(seen.get("code").intValue()).isEqualTo(1000);
  }

  @Test
  void servesExecOfTheKubernetesClientForJavaScript() {
    var client = NpmPackages.installed("kubernetes", "@kubernetes/client-node@1.4.0");

    var seen = client.script("kubernetes-exec.mjs", served.uri("").toString(), HELPER, greeter());

    assertThat(seen.get("protocol").textValue()).isEqualTo("v5.channel.k8s.io");
    assertThat(seen.get("stdout").textValue()).isEqualTo("got hello\n");
    assertThat(seen.get("stderr").textValue()).isEqualTo("end of input\n");
    assertThat(seen.get("exit").textValue()).isEqualTo("3");
  }

  private static String webSocket() {
    return "ws://127.0.0.1:" + served.port();
  }

  /** A command that one can attach to: it says what it is told, and when it is told no more. */
  private static String greeter() {
    var script = "read line; echo got $line; cat; echo end of input >&2; exit 3";
    var ref = served.submitted(ADA, openShell(script));
    Awaitility.await()
        .atMost(WITHIN)
        .until(
            () ->
                served
                    .get(ADA, "/v1/executions/" + ref + "/events")
                    .body()
                    .contains("execution.started"));
    return ref;
  }
}
