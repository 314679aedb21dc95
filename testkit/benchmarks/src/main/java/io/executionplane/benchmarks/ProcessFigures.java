package io.executionplane.benchmarks;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.node.ExecutionPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What commands cost when the plane is in between: their output, their terminal, their sandbox, and
 * ending. Each beside what the same machine does without us.
 */
public final class ProcessFigures {

  private static final int ROUNDS = 5;
  private static final int MIB = 64;
  private static final String FLOOD = Integer.toString(MIB << 20);

  private ProcessFigures() {}

  /** Measures and prints; the first argument is the length of a round in seconds (default 2). */
  public static void main(String[] args) throws Exception {
    var round = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 2);
    try (var directory = ScratchDirectory.create();
        var plane = plane(directory.path().resolve("data"))) {
      var commands = GovernedCommands.of(plane);
      new Comparison("standard output, MiB", outputs(commands)).run(round, ROUNDS);
      new Comparison("echo of a byte in a terminal", echoes(commands, directory.path()))
          .run(round, ROUNDS);
      new Comparison("/bin/true in a sandbox", sandboxes(commands)).run(round, ROUNDS);
      Endings.measure(commands);
    }
    System.exit(0); // The actor systems have ended; a thread of a pool may linger for a minute.
  }

  private static ExecutionPlane plane(Path directory) {
    var roomy = "execution-plane.node.limits.capture-bytes-max = 256 MiB";
    return ExecutionPlane.builder()
        .config(ConfigFactory.parseString(roomy))
        .dataDirectory(directory)
        .start();
  }

  private static List<Contender> outputs(GovernedCommands commands) {
    var request = commands.request("head", "-c", FLOOD, "/dev/zero");
    var hashed = request.constrainedBy(capture(0));
    var kept = request.constrainedBy(capture((long) MIB << 20));
    var plain = Contender.of("plain reader", new Threads(ProcessFigures::read, 1, MIB));
    return List.of(
        plain,
        Contender.beside(
            plain, "governed, hashed and counted", new Threads(() -> commands.run(hashed), 1, MIB)),
        Contender.beside(
            plain, "governed, all of it stored", new Threads(() -> commands.run(kept), 1, MIB)));
  }

  private static RuntimeConstraint capture(long bytes) {
    return new RuntimeConstraint(RuntimeConstraint.CAPTURE_BYTES_MAX, bytes);
  }

  private static void read() throws Exception {
    var process = new ProcessBuilder("head", "-c", FLOOD, "/dev/zero").start();
    var buffer = new byte[64 * 1024];
    try (var output = process.getInputStream()) {
      while (output.read(buffer) >= 0) {
        // Only taken.
      }
    }
    process.waitFor();
  }

  private static List<Contender> echoes(GovernedCommands commands, Path directory)
      throws Exception {
    var contenders = new ArrayList<Contender>();
    CProgram.compile("ptyecho", directory)
        .map(program -> Contender.of("bare terminal, in C", Echoes.inC(program)))
        .ifPresent(contenders::add);
    contenders.add(
        Contender.of("governed, typed and shown bytes stored", Echoes.governed(commands)));
    return contenders;
  }

  private static List<Contender> sandboxes(GovernedCommands commands) {
    var request = commands.request("/bin/true").accepting(AttestationClass.LINUX_NAMESPACES);
    var bare = Contender.of("bare bubblewrap", Threads.of(1, ProcessFigures::sandbox));
    return List.of(
        bare, Contender.beside(bare, "governed", Threads.of(1, () -> commands.run(request))));
  }

  private static void sandbox() throws Exception {
    var command =
        List.of(
            "bwrap",
            "--unshare-all",
            "--die-with-parent",
            "--ro-bind",
            "/",
            "/",
            "--dev",
            "/dev",
            "--proc",
            "/proc",
            "--tmpfs",
            "/tmp",
            "--",
            "/bin/true");
    if (new ProcessBuilder(command).start().waitFor() != 0) {
      throw new IllegalStateException("bubblewrap does not work here");
    }
  }
}
