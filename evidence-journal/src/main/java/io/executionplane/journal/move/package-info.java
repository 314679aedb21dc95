/**
 * A store as a whole, brought into another one. Start at {@link
 * io.executionplane.journal.move.StoreMove}.
 */
@NullMarked
package io.executionplane.journal.move;

import org.jspecify.annotations.NullMarked;
