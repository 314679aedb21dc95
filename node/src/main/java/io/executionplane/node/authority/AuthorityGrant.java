package io.executionplane.node.authority;

import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.journal.grant.UseLimit;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a verified authority reaches.
 *
 * @param targets the targets on which the effect may happen
 * @param attestationClasses the classes that such a target may be taken for
 * @param wallClockMax longest time that the effect may take
 * @param outputBytesMax most bytes of output
 * @param useLimit how many executions it may start; absent means any number
 */
public record AuthorityGrant(
    AuthorityEvidence evidence,
    AllowList targets,
    AllowList attestationClasses,
    Optional<Duration> wallClockMax,
    Optional<Long> outputBytesMax,
    Optional<UseLimit> useLimit) {}
