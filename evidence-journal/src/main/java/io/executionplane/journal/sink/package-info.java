/**
 * Passes the record on to other systems, after it is durable and beside whatever runs: every event
 * at least once, those of one execution in order.
 */
@NullMarked
package io.executionplane.journal.sink;

import org.jspecify.annotations.NullMarked;
