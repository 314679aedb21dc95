package io.executionplane.node.credential;

import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.execution.ExecutionRef;
import java.util.Optional;

/**
 * For whom a credential is asked.
 *
 * @param ref the execution, whose start is recorded
 * @param targetId where its effect is to happen
 * @param authority on whose authority; absent in direct mode
 */
public record CredentialContext(
    ExecutionRef ref,
    String laneId,
    String operation,
    String targetId,
    Optional<AuthorityEvidence> authority) {}
