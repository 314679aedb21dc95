/**
 * An execution while it runs, as a client follows it: what it is, where it stands, what happened
 * next, what went wrong.
 *
 * <p>Every one of these names the execution and its fence, the generation of whoever runs it: a
 * client that holds an older fence speaks to the past and is told so.
 */
@NullMarked
package io.executionplane.contracts.runtime;

import org.jspecify.annotations.NullMarked;
