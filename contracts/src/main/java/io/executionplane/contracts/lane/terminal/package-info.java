/**
 * The operator terminal: a screen on which people list, follow, attach to, cancel and verify
 * executions. It is no lane for work: nobody's payload runs in it. But what an operator opens is
 * evidence too, so its surfaces are contracts.
 *
 * <p>Operations: {@code start}, {@code info}, {@code list}, {@code stop}. A terminal ends with its
 * screen and is never started again by itself.
 */
@NullMarked
package io.executionplane.contracts.lane.terminal;

import org.jspecify.annotations.NullMarked;
