/**
 * Dispatches that only look like effects: nothing is spawned, no socket is opened, and the evidence
 * says so.
 *
 * <p>Simulation is chosen by the owner's configuration, never by a request. What it may not do is a
 * policy that travels with it; what it did is evidence that holds shapes and digests, never bodies.
 */
@NullMarked
package io.executionplane.contracts.simulation;

import org.jspecify.annotations.NullMarked;
