/**
 * The arithmetic of the record: how events are written down and linked, so that none can be
 * changed, dropped or moved without breaking every later one.
 */
@NullMarked
package io.executionplane.journal.chain;

import org.jspecify.annotations.NullMarked;
