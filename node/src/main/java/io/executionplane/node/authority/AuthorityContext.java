package io.executionplane.node.authority;

import io.executionplane.contracts.json.Sha256;
import java.time.Instant;

/**
 * What an authority must cover.
 *
 * @param audience the name of this plane, for which the authority must be meant
 * @param payloadHash digest of the exact canonical payload
 * @param now the moment at which it must hold
 */
public record AuthorityContext(
    String audience,
    String tenantId,
    String laneId,
    String operation,
    Sha256 payloadHash,
    Instant now) {}
