package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.node.authority.IssuerKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ep authority revoke}: takes a grant back. */
@Command(
    name = "revoke",
    description = {
      "Takes a grant back, for ever: it is refused from now on, and what runs under it is stopped."
          + " That it was taken back, by whom and why, becomes an entry of the log.",
      "",
      "It need not have been used here. ep authority inspect shows the id of a grant; an entry of"
          + " the allow list has its name as id, and static-allow-list as issuer."
    },
    footer = {
      "",
      "Example:",
      "  ep authority revoke 1b8a5f6e-7c1d-4f0e-9d38-2f4f6f0f7a11 --reason 'the laptop was lost'"
    },
    mixinStandardHelpOptions = true)
final class AuthorityRevokeCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Parameters(paramLabel = "JTI", description = "The grant's own id.")
  private String grantId = "";

  @Option(
      names = "--issuer",
      paramLabel = "NAME",
      defaultValue = IssuerKey.LOCAL_ISSUER,
      description = "Who issued it (default: ${DEFAULT-VALUE}).")
  private String issuer = IssuerKey.LOCAL_ISSUER;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason = "";

  private final Console console;

  AuthorityRevokeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Stores.requireExisting(store.directory());
    try (var plane = Planes.open(store, "ep authority revoke")) {
      Planes.await(plane.revokeGrant(issuer, grantId, Users.subject(), reason));
    } catch (ContractViolationException wrong) {
      throw new CliException("there can be no such revocation: " + wrong.getMessage());
    }
    report().print(console, format.format());
    return ExitStatus.OK;
  }

  private Report report() {
    var document =
        JsonNodeFactory.instance
            .objectNode()
            .put("issuer", issuer)
            .put("grant_id", grantId)
            .put("revoked", true);
    var table = Table.plain();
    table.row("revoked", grantId + " of " + issuer);
    return new Report(document, table);
  }
}
