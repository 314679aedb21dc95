package io.executionplane.journal.anchor;

import io.executionplane.contracts.json.Bytes;

/**
 * An entry where it stands in the log.
 *
 * @param index its position, from 0
 * @param entry its canonical bytes
 */
public record IndexedEntry(long index, Bytes entry) {}
