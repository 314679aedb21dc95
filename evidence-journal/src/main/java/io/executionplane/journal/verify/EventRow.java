package io.executionplane.journal.verify;

/**
 * One stored event.
 *
 * @param sequenceNumber the row's own, whatever the event in it says
 * @param bytes the row's content; of a row that is too long at least one byte more than an event
 *     may have
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from the reader to the verifier, never kept.
public record EventRow(long sequenceNumber, byte[] bytes) {}
