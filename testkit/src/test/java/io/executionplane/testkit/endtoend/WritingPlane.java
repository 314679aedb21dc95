package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.testkit.os.MarkedProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A node in a JVM of its own that runs a few commands, writes down in a file what it was answered,
 * and closes. Each command leaves a line in a file of its own name.
 *
 * <p>Arguments: the directory that it works in, the mark that its commands carry, and the names.
 */
final class WritingPlane {

  /** More than one chunk, so that storing it takes more than one statement. */
  static final String SCRIPT = "echo done >> \"$0\"; seq 1 30000; echo oops >&2";

  private final TestPlane plane;
  private final Commands commands;

  private WritingPlane(TestPlane plane, Commands commands) {
    this.plane = plane;
    this.commands = commands;
  }

  public static void main(String[] arguments) throws IOException {
    SteppedJvm.Failure.prepare();
    var directory = Path.of(arguments[0]);
    var commands = new Commands(new MarkedProcesses(MarkedProcesses.NAME, arguments[1]), directory);
    try (var plane = TestPlane.in(directory.resolve("data"))) {
      var writing = new WritingPlane(plane, commands);
      for (var id : List.of(arguments).subList(2, arguments.length)) {
        writing.run(id);
      }
    }
  }

  private void run(String id) throws IOException {
    var reply = plane.submitUntilRecorded(request(plane, commands, id));
    if (reply instanceof SubmitReply.Receipt) {
      acknowledge("admitted", id);
    }
    plane.result(reply.ref());
    acknowledge("ended", id);
    TestPlane.await(plane.plane().anchored(reply.ref()));
    acknowledge("anchored", id);
  }

  /** The request that a name stands for, on whatever node. */
  static AdmissionRequest request(TestPlane plane, Commands commands, String id) {
    var run = commands.run("/bin/sh", List.of("-c", SCRIPT, id));
    return plane.granted(plane.wish(run).withRequestId(id));
  }

  /** The execution that a name stands for. */
  static ExecutionRef ref(TestPlane plane, Commands commands, String id) {
    return plane.client().refOf(plane.wish(commands.shell("")).withRequestId(id));
  }

  private void acknowledge(String what, String id) throws IOException {
    Files.writeString(
        commands.directory().resolve("answers"),
        what + " " + id + "\n",
        UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
