/**
 * Many small writes, few commits: whoever has something to store hands it over and is told when it
 * is durable; what waits at the same time shares a transaction.
 */
@NullMarked
package io.executionplane.journal.commit;

import org.jspecify.annotations.NullMarked;
