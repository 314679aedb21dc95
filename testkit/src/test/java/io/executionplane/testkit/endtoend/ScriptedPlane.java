package io.executionplane.testkit.endtoend;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.testkit.os.MarkedProcesses;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A node in a JVM of its own, which may be killed. Reads lines of an id and a shell script, divided
 * by a tab, and submits each at once; says {@code submitted ID} when the verdict is durable, and
 * {@code ended ID STATUS VERDICT} when the execution is over. On a line of an id alone it says
 * {@code launched ID} once that is recorded; a dash before the id cancels it. Ends with its input
 * and the last of them.
 *
 * <p>Arguments: the directory that the commands work in, the mark that they carry, and a file of
 * settings.
 */
final class ScriptedPlane {

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private static final String CANCEL = "-";

  private final TestPlane plane;
  private final Commands commands;

  private ScriptedPlane(TestPlane plane, Commands commands) {
    this.plane = plane;
    this.commands = commands;
  }

  public static void main(String[] arguments) throws IOException {
    var directory = Path.of(arguments[0]);
    var mark = new MarkedProcesses(MarkedProcesses.NAME, arguments[1]);
    var settings = ConfigFactory.parseFile(new File(arguments[2]));
    try (var plane = TestPlane.in(data(directory), settings)) {
      OUT.println("ready");
      new ScriptedPlane(plane, new Commands(mark, directory)).serve();
    }
  }

  /** Where its node keeps what it knows. */
  static Path data(Path directory) {
    return directory.resolve("data");
  }

  private void serve() throws IOException {
    var open = new Countdown();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var parts = line.split("\t", 2);
      if (line.startsWith(CANCEL)) {
        cancel(line.substring(CANCEL.length()));
      } else if (parts.length == 1) {
        awaitLaunch(parts[0]);
      } else {
        open.up();
        submit(parts[0], parts[1], open);
      }
    }
    open.awaitZero();
  }

  private void cancel(String id) {
    plane.client().cancel(ref(id), "test");
  }

  private ExecutionRef ref(String id) {
    return plane.client().refOf(plane.wish(commands.shell("")).withRequestId(id));
  }

  private void awaitLaunch(String id) {
    Eventually.holds("launched", () -> plane.eventTypes(ref(id)).contains("lane.fact"));
    OUT.println("launched " + id);
  }

  private void submit(String id, String script, Countdown open) {
    var wish = plane.wish(commands.shell(script)).withRequestId(id);
    plane
        .client()
        .submit(plane.granted(wish))
        .thenCompose(
            reply -> {
              OUT.println("submitted " + id);
              return plane.client().awaitResult(reply.ref(), TestPlane.WITHIN);
            })
        .thenAccept(
            result ->
                OUT.println(
                    "ended "
                        + id
                        + " "
                        + result.status()
                        + " "
                        + plane.verify(result.executionRef()).verdict()))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                OUT.println("broke " + id + " " + failure);
              }
              open.down();
            });
  }
}
