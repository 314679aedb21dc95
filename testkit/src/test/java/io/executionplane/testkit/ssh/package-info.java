/** Servers to reach over SSH, and what the process lane does there. */
@NullMarked
package io.executionplane.testkit.ssh;

import org.jspecify.annotations.NullMarked;
