/** What the generators promise to every law that is checked with them. */
@NullMarked
package io.executionplane.testkit.generate;

import org.jspecify.annotations.NullMarked;
