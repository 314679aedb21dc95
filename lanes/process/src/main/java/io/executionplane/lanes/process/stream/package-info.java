/**
 * The streams of a command that runs elsewhere, on this side of a connection: what came and waits
 * to be taken ({@link io.executionplane.lanes.process.stream.Inbox}), and what is to be sent.
 */
@NullMarked
package io.executionplane.lanes.process.stream;

import org.jspecify.annotations.NullMarked;
