package io.executionplane.contracts.family;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Optional;

/**
 * An HTTP request to an endpoint that the host knows by name.
 *
 * @param path begins with one slash; query included; visible ASCII, everything else escaped
 */
@ContractVersion("ExecutionPlane.HTTPRequest.v1")
public record HttpRequest(
    @Ref String requestRef,
    @Ref String endpointRef,
    FamilyHttpMethod method,
    @NotBlank @Length(max = 8_192) String path,
    @Ref Optional<String> headerPolicyRef,
    FamilyResponseMode responseMode,
    @Ref String idempotencyKey,
    Optional<Instant> deadlineAt,
    @Ref Optional<String> bodyArtifactRef) {

  public static final Contract<HttpRequest> CONTRACT = Contract.of(HttpRequest.class);

  private static final Rules RULES = Rules.of(HttpRequest.class);

  public HttpRequest {
    RULES
        .check(
            requestRef,
            endpointRef,
            method,
            path,
            headerPolicyRef,
            responseMode,
            idempotencyKey,
            deadlineAt,
            bodyArtifactRef)
        .and(() -> path.startsWith("/"), "path", "must begin with a slash")
        .and(() -> !path.startsWith("//"), "path", "must not name a host")
        .and(
            () -> path.chars().allMatch(HttpRequest::isOfPath),
            "path",
            "must be visible ASCII without a backslash or a fragment")
        .orThrow();
    deadlineAt = deadlineAt.map(Timestamps::micros);
  }

  /** A reader might take a backslash for a slash, or what follows white space for a header. */
  private static boolean isOfPath(int c) {
    return c > ' ' && c < 0x7f && c != '\\' && c != '#';
  }
}
