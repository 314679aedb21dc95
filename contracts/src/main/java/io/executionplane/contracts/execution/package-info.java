/** What an execution is called, how it can end, and what it leaves as a result. */
@NullMarked
package io.executionplane.contracts.execution;

import org.jspecify.annotations.NullMarked;
