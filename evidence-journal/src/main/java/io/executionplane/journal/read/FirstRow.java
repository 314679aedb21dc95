package io.executionplane.journal.read;

/**
 * Where the record of something begins.
 *
 * @param ordering place of its first row among all rows of the journal
 * @param writtenMillis when the journal wrote that row, milliseconds since 1970
 */
public record FirstRow(long ordering, String persistenceId, long writtenMillis) {}
