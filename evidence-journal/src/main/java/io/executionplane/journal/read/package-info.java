/** Reading the record back without running anything: no actor, no node, plain JDBC. */
@NullMarked
package io.executionplane.journal.read;

import org.jspecify.annotations.NullMarked;
