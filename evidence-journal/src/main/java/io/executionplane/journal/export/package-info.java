/**
 * What an auditor keeps of an execution: a directory that can be verified without a database.
 *
 * <p>{@link io.executionplane.journal.export.EvidenceExporter} writes it; {@link
 * io.executionplane.journal.export.ExportVerifier} reads it, and takes every file in it for
 * hostile. The form is documented in {@code docs/evidence-format.md}, so that others can read it
 * with code of their own.
 */
@NullMarked
package io.executionplane.journal.export;

import org.jspecify.annotations.NullMarked;
