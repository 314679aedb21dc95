package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.authority.GrantClaims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a grant is to say, option by option. */
final class IssueOptions {

  private static final Duration TTL_MAX = Duration.ofDays(366);

  @Option(
      names = "--lane",
      paramLabel = "NAME",
      required = true,
      description = "A lane that it covers; may be given again; * covers all.")
  private List<String> lanes = new ArrayList<>();

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      required = true,
      description = "An operation that it covers; may be given again; * covers all.")
  private List<String> operations = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "ID",
      required = true,
      description = "A target that it covers; may be given again; * covers all.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      required = true,
      description = "An attestation class that it covers; may be given again; * covers all.")
  private List<String> classes = new ArrayList<>();

  @Option(
      names = "--max-uses",
      paramLabel = "COUNT",
      description = "How many executions it may start (default: any number).")
  private @Nullable Long maxUses;

  @Option(
      names = "--payload-hash",
      paramLabel = "HASH",
      description = "The only payload that it covers, as sha256: and 64 hex digits (default: any).")
  private @Nullable String payloadHash;

  @Option(
      names = "--payload",
      paramLabel = "FILE",
      description = "The only payload that it covers, as JSON in FILE.")
  private @Nullable Path payload;

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = "How long it holds, at most 366d (default: ${DEFAULT-VALUE}).")
  private Duration ttl = Duration.ofMinutes(10);

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      description = "To whom it is given (default: user: and your name).")
  private @Nullable String subject;

  @Option(
      names = "--audience",
      paramLabel = "NAME",
      description = "For which plane it is (default: this one).")
  private @Nullable String audience;

  @Option(
      names = "--budget-wall-clock",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Longest time of each execution (default: what the node allows).")
  private @Nullable Duration wallClock;

  @Option(
      names = "--budget-output-bytes",
      paramLabel = "BYTES",
      description = "Most output of each execution (default: what the node allows).")
  private @Nullable Long outputBytes;

  /**
   * The claims.
   *
   * @param here the name of this plane
   */
  GrantClaims claims(String issuer, String here, Instant now) {
    if (ttl.compareTo(TTL_MAX) > 0) {
      throw new CliException("--ttl must be at most 366d");
    }
    try {
      return new GrantClaims(
          issuer,
          subject == null ? Users.subject() : subject,
          audience == null ? here : audience,
          now.getEpochSecond(),
          now.getEpochSecond(),
          now.getEpochSecond() + Math.max(1, ttl.toSeconds()),
          UUID.randomUUID().toString(),
          lanes,
          operations,
          targets,
          classes,
          Optional.ofNullable(maxUses),
          boundTo(),
          budget());
    } catch (ContractViolationException wrong) {
      throw new CliException("there can be no such grant: " + wrong.getMessage());
    }
  }

  private Optional<Sha256> boundTo() {
    if (payload == null) {
      return Optional.ofNullable(payloadHash).map(IssueOptions::hash);
    }
    if (payloadHash != null) {
      throw new CliException("--payload and --payload-hash exclude each other");
    }
    return Optional.of(Sha256.ofText(read(payload).canonical()));
  }

  private static Sha256 hash(String text) {
    try {
      return new Sha256(text);
    } catch (ContractViolationException malformed) {
      throw new CliException("--payload-hash must be sha256: and 64 hex digits in lower case");
    }
  }

  private static JsonObject read(Path file) {
    try (var in = Files.newInputStream(file)) {
      if (Json.parse(in.readNBytes(Json.DOCUMENT_BYTES_MAX + 1)) instanceof ObjectNode object) {
        return JsonObject.of(object);
      }
      throw new CliException("--payload: " + file + " holds no JSON object");
    } catch (IOException unreadable) {
      throw new CliException("--payload: " + file + " cannot be read");
    } catch (MalformedJsonException malformed) {
      throw new CliException("--payload: " + file + ": " + malformed.getMessage());
    }
  }

  private Optional<GrantClaims.Budget> budget() {
    return wallClock == null && outputBytes == null
        ? Optional.empty()
        : Optional.of(
            new GrantClaims.Budget(
                Optional.ofNullable(wallClock).map(Duration::toMillis),
                Optional.ofNullable(outputBytes)));
  }
}
