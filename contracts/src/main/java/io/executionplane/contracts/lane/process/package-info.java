/** The vocabulary of the process lane: one command on one target. */
@NullMarked
package io.executionplane.contracts.lane.process;

import org.jspecify.annotations.NullMarked;
