/**
 * Where a dispatch comes from: the ids that tie a route, its events and its outcome to one
 * decision.
 *
 * <p>A brain decides, a spine keeps the truth, a plane acts; each writes records of its own, and
 * these ids are how a reader finds them all. They travel unchanged through every retry.
 */
@NullMarked
package io.executionplane.contracts.lineage;

import org.jspecify.annotations.NullMarked;
