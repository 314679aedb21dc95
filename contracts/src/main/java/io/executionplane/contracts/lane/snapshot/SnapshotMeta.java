package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an invocation besides its outcome.
 *
 * @param requestId the plane's name for it
 * @param traceId the trace that it belongs to
 * @param durationMs from the request to the answer, loading included, in milliseconds
 * @param snapshotId digest of what was loaded
 * @param runtimeVersion version of what ran it
 * @param sdkVersion version of the library that the code was written against; absent where it was
 *     not loaded
 * @param logs what the code logged, in order
 * @param logsTruncated whether there was more; absent means no
 */
public record SnapshotMeta(
    @Ref String requestId,
    @Ref Optional<String> traceId,
    @Range(min = 0) long durationMs,
    Sha256 snapshotId,
    @NotBlank @Length(max = 64) String runtimeVersion,
    @NotBlank @Length(max = 64) Optional<String> sdkVersion,
    @Size(max = 10_000) List<SnapshotLog> logs,
    Optional<Boolean> logsTruncated) {

  private static final Rules RULES = Rules.of(SnapshotMeta.class);

  public SnapshotMeta {
    RULES
        .check(
            requestId,
            traceId,
            durationMs,
            snapshotId,
            runtimeVersion,
            sdkVersion,
            logs,
            logsTruncated)
        .orThrow();
    logs = List.copyOf(logs);
  }
}
