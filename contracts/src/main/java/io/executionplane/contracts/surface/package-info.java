/**
 * Where a process-like effect is placed, and what that place can do.
 *
 * <p>A surface says how far away the place is and how it is reached. It claims no isolation and
 * carries no command.
 */
@NullMarked
package io.executionplane.contracts.surface;

import org.jspecify.annotations.NullMarked;
