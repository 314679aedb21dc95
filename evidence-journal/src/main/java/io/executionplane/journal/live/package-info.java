/**
 * Reading along with an execution: its events and its output as they become durable, from any point
 * on and each thing once.
 *
 * <p>Whoever reads sets his own pace. He reads the store, or the spool file of a stream that is
 * still going on; the execution knows nothing of him and keeps nothing for him, so it cannot be
 * held up. Readers share a few threads, and so a few connections.
 */
@NullMarked
package io.executionplane.journal.live;

import org.jspecify.annotations.NullMarked;
