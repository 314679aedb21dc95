/** What a caller submits, and what it is told: accepted, or rejected with one reason. */
@NullMarked
package io.executionplane.contracts.admission;

import org.jspecify.annotations.NullMarked;
