package io.executionplane.contracts.evidence.log;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Optional;

/** What happened to a node rather than to one of its executions. */
public sealed interface NodeEntry extends LogEntry {

  /** Most characters of a name or a person. */
  int NAME_LENGTH_MAX = 256;

  /** The node that says so. */
  String nodeId();

  /**
   * A target came into selection, or left it.
   *
   * @param target its id
   * @param change which
   * @param by who wanted it; absent where it came by itself
   * @param reason why, for a person
   */
  @Tag("target_changed")
  record TargetChanged(
      @Range(min = 1, max = 1) int v,
      LogName log,
      @Ref String nodeId,
      @NotBlank @Length(max = NAME_LENGTH_MAX) String target,
      TargetChange change,
      @NotBlank @Length(max = NAME_LENGTH_MAX) Optional<String> by,
      @NotBlank @Length(max = REASON_LENGTH_MAX) String reason,
      Instant at)
      implements NodeEntry {

    private static final Rules RULES = Rules.of(TargetChanged.class);

    public TargetChanged {
      RULES.check(v, log, nodeId, target, change, by, reason, at).orThrow();
      at = Timestamps.micros(at);
    }

    public TargetChanged(
        LogName log,
        String nodeId,
        String target,
        TargetChange change,
        Optional<String> by,
        String reason,
        Instant at) {
      this(VERSION, log, nodeId, target, change, by, reason, at);
    }
  }

  /** What can happen to a target. */
  enum TargetChange {
    /** Its verifier measured it, for the first time or again after it was lost. */
    ATTESTED,
    /** Its measurement ran out, and could not be renewed. */
    EXPIRED,
    /** It takes nothing new; what runs there goes on. */
    DRAINED,
    /** It takes nothing new, and what ran there was stopped. */
    REVOKED,
    /** It is no longer drained. */
    RESUMED
  }

  /**
   * A grant counts no more, and what ran under it was stopped.
   *
   * @param issuer who had issued it
   * @param grantId its own id ({@code jti})
   * @param by who took it back
   * @param reason why, for a person
   */
  @Tag("grant_revoked")
  record GrantRevoked(
      @Range(min = 1, max = 1) int v,
      LogName log,
      @Ref String nodeId,
      @NotBlank @Length(max = NAME_LENGTH_MAX) String issuer,
      @NotBlank @Length(max = NAME_LENGTH_MAX) String grantId,
      @NotBlank @Length(max = NAME_LENGTH_MAX) String by,
      @NotBlank @Length(max = REASON_LENGTH_MAX) String reason,
      Instant at)
      implements NodeEntry {

    private static final Rules RULES = Rules.of(GrantRevoked.class);

    public GrantRevoked {
      RULES.check(v, log, nodeId, issuer, grantId, by, reason, at).orThrow();
      at = Timestamps.micros(at);
    }

    public GrantRevoked(
        LogName log,
        String nodeId,
        String issuer,
        String grantId,
        String by,
        String reason,
        Instant at) {
      this(VERSION, log, nodeId, issuer, grantId, by, reason, at);
    }
  }

  /**
   * Requests were turned away because there was no room for them. They are counted, not recorded
   * one by one: otherwise whoever floods a node could fill its disk.
   *
   * @param tenant whose
   * @param count how many since the last such entry
   * @param budget which budget was spent, for example {@code tenant_queued}
   * @param running executions of the node that ran
   * @param queued executions of the node that waited
   */
  @Tag("requests_shed")
  record RequestsShed(
      @Range(min = 1, max = 1) int v,
      LogName log,
      @Ref String nodeId,
      @NotBlank @Length(max = NAME_LENGTH_MAX) String tenant,
      @Range(min = 1) long count,
      @NotBlank @Length(max = 64) String budget,
      @Range(min = 0) long running,
      @Range(min = 0) long queued,
      Instant at)
      implements NodeEntry {

    private static final Rules RULES = Rules.of(RequestsShed.class);

    public RequestsShed {
      RULES.check(v, log, nodeId, tenant, count, budget, running, queued, at).orThrow();
      at = Timestamps.micros(at);
    }

    public RequestsShed(
        LogName log,
        String nodeId,
        String tenant,
        long count,
        String budget,
        long running,
        long queued,
        Instant at) {
      this(VERSION, log, nodeId, tenant, count, budget, running, queued, at);
    }
  }
}
