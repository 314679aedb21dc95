package io.executionplane.node;

import com.typesafe.config.Config;
import io.executionplane.node.admission.CapacitySettings;
import io.executionplane.node.admission.NodeLimits;
import io.executionplane.node.attach.AttachSettings;
import io.executionplane.node.session.SessionSettings;
import java.time.Duration;

/**
 * The section {@code execution-plane.node}; {@code reference.conf} says what each key means.
 *
 * @param nodeId name of the node in evidence
 * @param tenantId the tenant of callers that name none
 * @param audience the name for which authorities must be meant
 * @param capacity how many executions may run, and how many may wait
 * @param factsWithin longest time that admission gathers facts
 * @param measuredWithin longest time of a target's measurement
 * @param forgetAfter how long the actor of an execution that is over stays in memory
 * @param askTimeout longest time until the node answers a client
 */
record NodeSettings(
    String nodeId,
    String tenantId,
    String audience,
    CapacitySettings capacity,
    Duration factsWithin,
    Duration measuredWithin,
    Duration forgetAfter,
    Duration askTimeout,
    NodeLimits limits,
    SessionSettings session,
    AttachSettings attach) {

  static NodeSettings from(Config config) {
    var section = config.getConfig("execution-plane.node");
    return new NodeSettings(
        section.getString("node-id"),
        section.getString("tenant-id"),
        section.getString("audience"),
        CapacitySettings.from(section.getConfig("capacity")),
        section.getDuration("facts-within"),
        section.getDuration("measured-within"),
        section.getDuration("forget-after"),
        section.getDuration("ask-timeout"),
        NodeLimits.from(section.getConfig("limits")),
        SessionSettings.from(section.getConfig("session")),
        AttachSettings.from(section.getConfig("attach")));
  }
}
