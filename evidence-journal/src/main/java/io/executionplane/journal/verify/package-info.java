/**
 * Recomputing the record from what is stored, and naming the first broken place.
 *
 * <p>Start at {@link io.executionplane.journal.verify.ExecutionVerifier}. It reads raw rows from an
 * {@link io.executionplane.journal.verify.EvidenceSource}, trusts none of them, and walks once over
 * the events and, in step with them, over the chunks that they speak of. What it finds becomes the
 * three lists of a {@link io.executionplane.journal.verify.VerificationReport}: checked, failed,
 * not checked.
 */
@NullMarked
package io.executionplane.journal.verify;

import org.jspecify.annotations.NullMarked;
