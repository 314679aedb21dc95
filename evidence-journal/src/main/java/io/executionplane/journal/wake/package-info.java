/** How whoever waits for something that an execution does is woken, at no cost to the execution. */
@NullMarked
package io.executionplane.journal.wake;

import org.jspecify.annotations.NullMarked;
