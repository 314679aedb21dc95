/**
 * The process lane: commands on one target. {@code run} runs one to its end; {@code session} keeps
 * one alive while somebody talks to it.
 *
 * <p>Whether a command succeeded is its own affair: any exit is a success of the lane, and a death
 * by signal is never taken for an exit code. What it writes is output of the execution; the result
 * holds how it ended and what it used.
 */
@NullMarked
package io.executionplane.contracts.lane.process;

import org.jspecify.annotations.NullMarked;
