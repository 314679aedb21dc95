/**
 * One governed execution from request to outcome, as an event-sourced actor, and where to find it.
 */
@NullMarked
package io.executionplane.node.execution;

import org.jspecify.annotations.NullMarked;
