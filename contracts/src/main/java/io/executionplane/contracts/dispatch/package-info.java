/**
 * How a route and an intent become one dispatch: what is checked before anything happens, how long
 * it may take, and which events and which outcome it leaves.
 *
 * <p>Nothing here does any I/O or reads any clock: whoever dispatches brings both.
 */
@NullMarked
package io.executionplane.contracts.dispatch;

import org.jspecify.annotations.NullMarked;
