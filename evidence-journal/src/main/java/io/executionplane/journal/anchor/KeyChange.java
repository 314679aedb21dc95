package io.executionplane.journal.anchor;

import io.executionplane.journal.log.VerifierKey;

/**
 * The key of a log was changed.
 *
 * @param retired signs nothing any more
 * @param added signs from now on
 */
public record KeyChange(VerifierKey retired, VerifierKey added) {}
