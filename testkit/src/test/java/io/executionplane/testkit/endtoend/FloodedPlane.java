package io.executionplane.testkit.endtoend;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.testkit.os.MarkedProcesses;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * A node in a JVM of its own on which next to nothing may run, and far more is submitted than may
 * wait: one tenant floods it, others come with a little.
 *
 * <p>Arguments: the directory, the mark of its commands, how many the flooding tenant submits, how
 * many each of the others, and a file of settings. Says of each tenant {@code NAME ADMITTED SHED
 * HINTED}, where hinted counts those that were turned away with a hint when to come again, and for
 * which budget of its own; then {@code occupied RUNNING QUEUED}; then waits for the end of its
 * input.
 */
final class FloodedPlane {

  static final String FLOODING = "flooding";
  static final List<String> OTHERS = List.of("red", "green", "blue", "grey");

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final int AT_ONCE = 256;
  private static final int AT_ONCE_OF_OTHERS = 4;
  private static final Duration WITHIN = Duration.ofMinutes(5);

  private final TestPlane plane;
  private final AdmissionRequest request;

  private FloodedPlane(TestPlane plane, Commands commands) {
    this.plane = plane;
    var wish = plane.wish(commands.shell("exec sleep 600"));
    this.request = wish.withAuthority(grant(wish));
  }

  public static void main(String[] arguments) throws IOException {
    var directory = Path.of(arguments[0]);
    var commands = new Commands(new MarkedProcesses(MarkedProcesses.NAME, arguments[1]), directory);
    var settings =
        ConfigFactory.parseString(
                "execution-plane.node { ask-timeout = 55 seconds, facts-within = 50 seconds"
                    + ", capacity.node.running-max = 2 }")
            .withFallback(ConfigFactory.parseFile(new File(arguments[4])));
    try (var plane = TestPlane.in(ScriptedPlane.data(directory), settings)) {
      OUT.println("ready");
      new FloodedPlane(plane, commands)
          .flood(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      while (System.in.read() >= 0) {
        // Whoever watches is not done yet.
      }
    }
  }

  /** One grant for all: signing is not what is looked at. */
  private AuthorityRef grant(AdmissionRequest wish) {
    var now = Instant.now();
    var claims = plane.grants().anyPayload(wish, now);
    return plane.grants().sign(claims.put("exp", now.getEpochSecond() + 3600));
  }

  private void flood(int flooding, int others) {
    var replies = new ArrayList<CompletionStage<String>>();
    replies.add(submitted(FLOODING, flooding, AT_ONCE));
    OTHERS.forEach(each -> replies.add(submitted(each, others, AT_ONCE_OF_OTHERS)));
    replies.forEach(reply -> OUT.println(TestPlane.await(reply, WITHIN)));
    var occupancy = TestPlane.await(plane.plane().occupancy());
    OUT.println("occupied " + occupancy.running() + " " + occupancy.queued());
  }

  private CompletionStage<String> submitted(String tenant, int requests, int atOnce) {
    var client = plane.plane().client(tenant);
    return Source.from(IntStream.range(0, requests).boxed().toList())
        .mapAsyncUnordered(
            atOnce, i -> client.submit(request.withRequestId(tenant + "-" + i)).thenApply(Kind::of))
        .runWith(Sink.seq(), plane.plane().system())
        .thenApply(
            kinds ->
                "%s %d %d %d"
                    .formatted(
                        tenant,
                        kinds.stream().filter(Kind.ADMITTED::equals).count(),
                        kinds.stream().filter(each -> each != Kind.ADMITTED).count(),
                        kinds.stream().filter(Kind.HINTED::equals).count()));
  }

  /** What became of a request. */
  private enum Kind {
    ADMITTED,
    HINTED,
    OTHER;

    static Kind of(SubmitReply reply) {
      if (reply instanceof SubmitReply.Receipt receipt && receipt.rejection().isEmpty()) {
        return ADMITTED;
      }
      return reply instanceof SubmitReply.Shed shed
              && shed.budget().equals("tenant_queued")
              && shed.retryAfter().compareTo(Duration.ZERO) > 0
          ? HINTED
          : OTHER;
    }
  }
}
