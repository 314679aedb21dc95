/**
 * What a lane is: a cold, bounded, backpressured stream of what happened, with one exit door.
 *
 * <p>A lane knows one protocol and no policy. It is handed an order that has been admitted and
 * recorded, and the streams that its bytes go to; it reports facts, and ends with an outcome. It
 * never sees the journal: that its bytes are stored before it hears back is the business of the
 * streams it was handed.
 */
@NullMarked
package io.executionplane.lanes.spi;

import org.jspecify.annotations.NullMarked;
