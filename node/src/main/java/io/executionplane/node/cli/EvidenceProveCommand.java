package io.executionplane.node.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep evidence prove}: that the log has the end of an execution's chain. */
@Command(
    name = "prove",
    description = {
      "Writes the proof that the log has the newest anchor of an execution (C2SP tlog-proof). The"
          + " anchor itself is the proof's extra data."
    },
    footer = {"", "Example:", "  ep evidence prove ex_4k7qab --out ex_4k7qab.tlog-proof"},
    mixinStandardHelpOptions = true)
final class EvidenceProveCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private RefParameter ref = new RefParameter();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it; must not exist (default: print it).")
  private @Nullable Path file;

  private final Console console;

  EvidenceProveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Reach.record(
        store,
        "ep evidence prove",
        console,
        view -> {
          var proof = view.proof(view.resolve(ref.text()));
          if (file == null) {
            console.out().print(new String(proof, StandardCharsets.UTF_8));
          } else {
            write(file, proof);
          }
          return ExitStatus.OK;
        });
  }

  private static void write(Path file, byte[] proof) {
    try {
      Files.write(file, proof, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException taken) {
      throw new CliException("--out: " + file + " is there already");
    } catch (IOException failure) {
      throw new CliException("--out: " + file + " cannot be written");
    }
  }
}
