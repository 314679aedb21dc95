/**
 * What is handed in to a running execution: stored first, given to the effect second, and
 * acknowledged once it is stored.
 */
@NullMarked
package io.executionplane.node.input;

import org.jspecify.annotations.NullMarked;
