package io.executionplane.node.authority;

/**
 * How many executions a grant may start.
 *
 * @param issuer who issued it
 * @param grantId its own id, unique with its issuer
 * @param usesMax at least 1
 */
public record UseLimit(String issuer, String grantId, long usesMax) {}
