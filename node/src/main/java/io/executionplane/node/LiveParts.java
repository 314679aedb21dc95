package io.executionplane.node;

import io.executionplane.journal.output.LiveStreams;
import io.executionplane.journal.wake.Wakeups;
import io.executionplane.node.attach.OpenAttachments;
import io.executionplane.node.input.OpenInputs;

/**
 * What goes on in a node right now, and is gone with it.
 *
 * @param streams that are being recorded
 * @param inputs that are open
 * @param attachments of whoever is attached
 * @param wakeups for whoever waits for more
 */
record LiveParts(
    LiveStreams streams, OpenInputs inputs, OpenAttachments attachments, Wakeups wakeups) {

  /** Nothing yet. */
  static LiveParts of(NodeSettings settings) {
    var wakeups = new Wakeups();
    return new LiveParts(
        new LiveStreams(wakeups, settings.session().liveTailBytes()),
        new OpenInputs(wakeups),
        new OpenAttachments(settings.attach().perExecutionMax()),
        wakeups);
  }
}
