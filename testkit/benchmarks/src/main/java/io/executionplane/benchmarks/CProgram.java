package io.executionplane.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small program in C beside a benchmark, where there is a compiler: what a machine can do without
 * us and without a JVM.
 *
 * @param path the compiled program
 */
record CProgram(Path path) {

  private static final int COMPILED_WITHIN_SECONDS = 60;

  /** Compiles it; where that cannot be done, says so on standard error. */
  static Optional<CProgram> compile(String name, Path directory) throws Exception {
    var source = directory.resolve(name + ".c");
    try (var resource = CProgram.class.getResourceAsStream(name + ".c")) {
      Files.copy(Objects.requireNonNull(resource), source);
    }
    var program = directory.resolve(name);
    try {
      var cc =
          new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString(), "-lutil")
              .inheritIO()
              .start();
      if (cc.waitFor(COMPILED_WITHIN_SECONDS, TimeUnit.SECONDS) && cc.exitValue() == 0) {
        return Optional.of(new CProgram(program));
      }
    } catch (IOException noCompiler) {
      System.err.println("without a C compiler there is no limit in C: " + noCompiler.getMessage());
    }
    return Optional.empty();
  }

  /** Runs it to its end, and gives the lines that it writes. */
  List<String> run(Object... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(path.toString());
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var lines = process.inputReader().lines().toList();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(path.getFileName() + " failed");
    }
    return lines;
  }
}
