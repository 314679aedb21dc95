/**
 * How events get into the journal and back: the plugin that Pekko Persistence asks, on the store's
 * own pool. {@link io.executionplane.journal.write.EvidenceJournal} is the door.
 */
@NullMarked
package io.executionplane.journal.write;

import org.jspecify.annotations.NullMarked;
