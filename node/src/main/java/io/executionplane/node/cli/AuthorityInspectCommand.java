package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.Config;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.store.DataDirectoryException;
import io.executionplane.journal.store.StoreException;
import io.executionplane.node.authority.GrantClaims;
import io.executionplane.node.authority.GrantInspection;
import io.executionplane.node.authority.GrantName;
import io.executionplane.node.authority.IssuerKey;
import io.executionplane.node.authority.SignedGrantSettings;
import io.executionplane.node.authority.TrustedIssuers;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ep authority inspect}: what a grant says, and whether it counts here. */
@Command(
    name = "inspect",
    description = {
      "Shows what a grant says, and whether it counts here: who signed it, whether it holds now,"
          + " and whether it was revoked. Never prints the grant itself.",
      "",
      "Exits with 0 if it would count here now, and with 1 if not."
    },
    footer = {"", "Example:", "  ep authority inspect - < deploy.grant"},
    mixinStandardHelpOptions = true)
final class AuthorityInspectCommand implements Callable<Integer> {

  private static final int COUNTS_NOT = 1;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Parameters(
      paramLabel = "TOKEN|-",
      description = "The grant, or - to read it from standard input, where nobody else can see it.")
  private String token = "";

  private final Console console;

  AuthorityInspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var config = store.configuration();
    var inspection = GrantInspection.of(token(), trusted(config));
    var claims =
        inspection
            .claims()
            .orElseThrow(() -> new CliException("what was given is not a signed grant"));
    var standing =
        GrantStanding.of(
            inspection,
            config.getString("execution-plane.node.audience"),
            Instant.now(),
            isRevoked(claims));
    report(claims, standing).print(console, format.format());
    return standing.counts() ? ExitStatus.OK : COUNTS_NOT;
  }

  private String token() {
    if (!token.equals("-")) {
      return token.strip();
    }
    try {
      return GrantFile.read("standard input", System.in);
    } catch (IOException unreadable) {
      throw new CliException("standard input cannot be read");
    }
  }

  private TrustedIssuers trusted(Config config) {
    var own = IssuerKey.fileIn(store.directory());
    return SignedGrantSettings.from(config)
        .trusted(Files.exists(own) ? Optional.of(IssuerKey.load(own)) : Optional.empty());
  }

  /** Absent if nobody can tell, because somebody else has the store. */
  private Optional<Boolean> isRevoked(GrantClaims claims) {
    if (Files.notExists(store.directory())) {
      return Optional.of(false);
    }
    try (var opened = Stores.open(store, "ep authority inspect")) {
      var entries = new LogReader(opened.journal().dataSource()).entriesOfNoExecution();
      return Optional.of(
          GrantName.revokedIn(entries).contains(new GrantName(claims.iss(), claims.jti())));
    } catch (DataDirectoryException | StoreException unavailable) {
      console.complain(String.valueOf(unavailable.getMessage()));
      return Optional.empty();
    }
  }

  private static Report report(GrantClaims claims, GrantStanding standing) {
    var document = JsonNodeFactory.instance.objectNode();
    document.put("counts_here", standing.counts());
    document.put("trusted", standing.isTrusted());
    document.put("revoked", standing.revoked().orElse(null));
    var objections = document.putArray("objections");
    standing.objections().forEach(objections::add);
    document.set("claims", GrantClaims.CONTRACT.encode(claims));
    var table = Table.plain();
    table.row("counts here", standing.say());
    GrantViews.addRows(table, claims);
    return new Report(document, table);
  }
}
