package io.executionplane.node.execution;

import io.executionplane.node.admission.AdmissionServices;
import io.executionplane.node.attach.OpenAttachments;
import io.executionplane.node.session.LaneHost;
import java.time.Clock;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What executions work with.
 *
 * @param nodeId the node that writes their events
 * @param journalPluginId the journal that holds them
 * @param attachments who is attached
 * @param recorded is told what was recorded, once that is durable
 * @param queuedWithin longest time that an execution waits for its turn
 * @param forgetAfter how long the actor of an execution that is over stays in memory, unused
 */
public record ExecutionServices(
    String nodeId,
    String journalPluginId,
    AdmissionServices admission,
    ActorRef<LaneHost.Command> laneHost,
    OpenAttachments attachments,
    RecordListener recorded,
    Duration queuedWithin,
    Duration forgetAfter,
    Clock clock) {}
