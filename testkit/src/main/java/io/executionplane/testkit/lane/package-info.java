/**
 * What every lane promises, as a suite that any lane can be run against.
 *
 * <p>A lane earns its place by a subclass of {@link
 * io.executionplane.testkit.lane.LaneConformance}. The subclass only says how to provoke each
 * situation in its lane: something quick, something that hangs, something that floods. What must
 * hold then is the same for all lanes, and stands in the suite once. {@link
 * io.executionplane.testkit.lane.RecordedStreams} stands in for the output store: it keeps what it
 * is given in memory, and can be slow, full or broken.
 */
@NullMarked
package io.executionplane.testkit.lane;

import org.jspecify.annotations.NullMarked;
