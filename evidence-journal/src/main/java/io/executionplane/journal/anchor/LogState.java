package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.json.Bytes;

/**
 * How far a stored log has come.
 *
 * @param writer the fence of whoever may write
 * @param checkpoint the signed note over {@code head}
 */
record LogState(LogName log, long writer, TreeHead head, Bytes checkpoint) {}
