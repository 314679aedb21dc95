package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.journal.store.DataDirectory;
import io.executionplane.node.authority.GrantClaims;
import io.executionplane.node.authority.GrantIssuer;
import io.executionplane.node.authority.IssuerKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep authority issue}: signs a grant. */
@Command(
    name = "issue",
    description = {
      "Signs a grant with the data directory's own key, in the name of the issuer \"local\", or"
          + " with the key of another issuer. It is a secret: whoever has it can use it.",
      "",
      "Without --out it is printed, and what it is named is said on standard error."
    },
    footer = {
      "",
      "Example:",
      "  ep authority issue --lane process --operation run --target '*' \\",
      "    --class local-process-weak --max-uses 5 --ttl 1h --out deploy.grant"
    },
    mixinStandardHelpOptions = true)
final class AuthorityIssueCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private IssueOptions options = new IssueOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Sign with the key in FILE, as ep authority keygen makes it.")
  private @Nullable Path keyFile;

  @Option(
      names = "--issuer",
      paramLabel = "NAME",
      description = "The name under which nodes know that key; goes with --key.")
  private @Nullable String issuerName;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the grant; must not exist (default: print it).")
  private @Nullable Path file;

  private final Console console;

  AuthorityIssueCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var issuer = issuer();
    var here = store.configuration().getString("execution-plane.node.audience");
    var claims = options.claims(issuer.issuer(), here, Instant.now());
    var token = issuer.issue(claims).ref();
    if (file == null) {
      console.err().println("ep: " + Inert.text(line(claims)));
      new Report(document(claims).put("grant", token), Table.plain().row(token))
          .print(console, format.format());
    } else {
      GrantFile.write("--out", file, token);
      var table = Table.plain();
      GrantViews.addRows(table, claims);
      new Report(document(claims).put("file", file.toString()), table.row("file", file.toString()))
          .print(console, format.format());
    }
    return ExitStatus.OK;
  }

  private static ObjectNode document(GrantClaims claims) {
    var document = JsonNodeFactory.instance.objectNode();
    document.set("claims", GrantClaims.CONTRACT.encode(claims));
    return document;
  }

  private static String line(GrantClaims claims) {
    return "grant %s by %s to %s, until %s"
        .formatted(claims.jti(), claims.iss(), claims.sub(), Times.text(claims.expiresAt()));
  }

  private GrantIssuer issuer() {
    if ((keyFile == null) != (issuerName == null)) {
      throw new CliException("--key and --issuer go together");
    }
    return keyFile == null || issuerName == null
        ? new GrantIssuer(IssuerKey.LOCAL_ISSUER, ownKey(store))
        : new GrantIssuer(issuerName, IssuerKey.load(keyFile));
  }

  /**
   * A key that is there can be read while a node uses the directory; to make one needs it alone.
   */
  private static IssuerKey ownKey(StoreOptions store) {
    var key = IssuerKey.fileIn(store.directory());
    if (Files.exists(key)) {
      return IssuerKey.load(key);
    }
    try (var directory = DataDirectory.open(store.directory(), "ep authority issue")) {
      return IssuerKey.loadOrCreate(IssuerKey.fileIn(directory.path()));
    }
  }
}
