/** What a node says of itself. */
@NullMarked
package io.executionplane.contracts.node;

import org.jspecify.annotations.NullMarked;
