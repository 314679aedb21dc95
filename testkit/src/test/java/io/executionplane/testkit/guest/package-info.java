/** Guest agents that tests talk to, and what stands between them and a node. */
@NullMarked
package io.executionplane.testkit.guest;

import org.jspecify.annotations.NullMarked;
