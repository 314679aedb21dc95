package io.executionplane.node.target;

import io.executionplane.contracts.target.TargetDescriptor;

/**
 * A target as it is now.
 *
 * @param running effects that it carries
 * @param standing whether it takes anything new
 */
public record TargetFact(TargetDescriptor descriptor, int running, TargetStanding standing) {}
