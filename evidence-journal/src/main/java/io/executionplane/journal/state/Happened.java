package io.executionplane.journal.state;

import io.executionplane.contracts.evidence.EvidencePayload;
import java.time.Instant;

/**
 * Something that happened to an execution, with its place in the record.
 *
 * @param seq position of the event
 * @param at when the node wrote it, by the node's own clock
 */
public record Happened<P extends EvidencePayload>(long seq, Instant at, P payload) {}
