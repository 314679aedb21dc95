/** Runs what was run before again, as it was recorded. */
@NullMarked
package io.executionplane.node.rerun;

import org.jspecify.annotations.NullMarked;
