/** Items of the acceptance list that need a whole plane. */
@NullMarked
package io.executionplane.testkit.acceptance;

import org.jspecify.annotations.NullMarked;
