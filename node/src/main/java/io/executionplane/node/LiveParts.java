package io.executionplane.node;

import io.executionplane.journal.output.LiveStreams;
import io.executionplane.journal.wake.Wakeups;
import io.executionplane.node.attach.OpenAttachments;
import io.executionplane.node.input.OpenInputs;
import io.executionplane.node.session.Audiences;

/**
 * What goes on in a node right now, and is gone with it.
 *
 * @param streams that are being recorded
 * @param audiences of the effects that run
 * @param inputs that are open
 * @param attachments of whoever is attached
 * @param wakeups for whoever waits for more
 */
record LiveParts(
    LiveStreams streams,
    Audiences audiences,
    OpenInputs inputs,
    OpenAttachments attachments,
    Wakeups wakeups) {

  /** Nothing yet. */
  static LiveParts of(NodeSettings settings) {
    var wakeups = new Wakeups();
    return new LiveParts(
        new LiveStreams(wakeups, settings.session().liveTailBytes()),
        new Audiences(),
        new OpenInputs(wakeups),
        new OpenAttachments(settings.attach().perExecutionMax()),
        wakeups);
  }
}
