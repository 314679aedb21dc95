/**
 * What a record can tell afterwards: how an execution stood at any event, what it put out and when,
 * how two executions differ, and whether a whole journal is sound.
 *
 * <p>Everything here only reads, from an {@link io.executionplane.journal.verify.EvidenceSource} or
 * plain tables: no actor runs, nothing is written, and what is read is bounded. Start at {@link
 * io.executionplane.journal.replay.StateReplay}, {@link
 * io.executionplane.journal.replay.StreamReplay}, {@link io.executionplane.journal.replay.Comparer}
 * or {@link io.executionplane.journal.replay.JournalCheck}.
 */
@NullMarked
package io.executionplane.journal.replay;

import org.jspecify.annotations.NullMarked;
