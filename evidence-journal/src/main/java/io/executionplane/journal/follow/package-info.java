/**
 * Following the journal while it is written: what comes next, in the order of each execution, with
 * nothing lost although rows become visible out of order.
 */
@NullMarked
package io.executionplane.journal.follow;

import org.jspecify.annotations.NullMarked;
