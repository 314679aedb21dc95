package io.executionplane.journal.follow;

/**
 * How much one look takes at most.
 *
 * @param rows from 1
 * @param bytes of evidence; a single row is taken even if it has more
 */
public record BatchBounds(int rows, long bytes) {}
