/**
 * What of an outcome may become durable evidence: shapes, digests and names, and a scan that found
 * nothing else.
 *
 * <p>An outcome stays raw for its reader. What goes over this boundary has been looked at, property
 * by property and text by text, and is refused if it holds what must not be kept.
 */
@NullMarked
package io.executionplane.contracts.boundary;

import org.jspecify.annotations.NullMarked;
