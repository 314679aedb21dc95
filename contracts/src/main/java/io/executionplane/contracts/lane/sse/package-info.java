/**
 * The SSE lane: it subscribes to a server's events (server-sent events, {@code text/event-stream},
 * as the WHATWG HTML standard defines them) and comes back after a lost connection where the last
 * event left off. Its only operation is {@code subscribe}.
 *
 * <p>The data of events is output of the execution; the result holds counts and why it ended.
 */
@NullMarked
package io.executionplane.contracts.lane.sse;

import org.jspecify.annotations.NullMarked;
