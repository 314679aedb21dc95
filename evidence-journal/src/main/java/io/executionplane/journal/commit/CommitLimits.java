package io.executionplane.journal.commit;

import java.time.Duration;

/**
 * What bounds a {@link GroupCommit}.
 *
 * @param waitingRowsMax most rows that may wait to be stored
 * @param waitingBytesMax most bytes that they may have
 * @param batchRowsMax most rows in one transaction, beyond the first write's
 * @param batchBytesMax most bytes in one transaction, beyond the first write's
 * @param closeWithin longest time that closing waits for what is still to be stored
 */
public record CommitLimits(
    int waitingRowsMax,
    long waitingBytesMax,
    int batchRowsMax,
    long batchBytesMax,
    Duration closeWithin) {}
