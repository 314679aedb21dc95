package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.node.authority.IssuerKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep authority keygen}: makes the key of an issuer. */
@Command(
    name = "keygen",
    description = {
      "Makes the key of an issuer of grants (Ed25519). The private half stays in FILE, which only"
          + " you can read; the public half, beside it, is for the nodes that are to trust the"
          + " issuer (execution-plane.authority.signed-grant.issuers).",
      "",
      "A data directory has a key of its own and needs none."
    },
    footer = {"", "Example:", "  ep authority keygen --out ci.jwk"},
    mixinStandardHelpOptions = true)
final class AuthorityKeygenCommand implements Callable<Integer> {

  private static final String JWK = ".jwk";

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "issuer-key.jwk",
      description = "Where to write the private half; must not exist (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("issuer-key.jwk");

  private final Console console;

  AuthorityKeygenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var publicFile = publicFileOf(file);
    for (var each : new Path[] {file, publicFile}) {
      if (Files.exists(each)) {
        throw new CliException("--out: " + each + " is there already");
      }
    }
    var key = IssuerKey.create(file);
    key.writePublic(publicFile);
    report(key.keyId(), publicFile).print(console, format.format());
    return ExitStatus.OK;
  }

  private static Path publicFileOf(Path file) {
    var name = file.toString();
    return Path.of(
        name.endsWith(JWK)
            ? name.substring(0, name.length() - JWK.length()) + ".pub" + JWK
            : name + ".pub");
  }

  private Report report(String keyId, Path publicFile) {
    var document =
        JsonNodeFactory.instance
            .objectNode()
            .put("key_id", keyId)
            .put("private_key_file", file.toString())
            .put("public_key_file", publicFile.toString());
    var table = Table.plain();
    table.row("key", keyId);
    table.row("private", file + " (keep it)");
    table.row("public", publicFile + " (give it away)");
    return new Report(document, table);
  }
}
