/**
 * The simulation lane: targets whose effects are answered by a script, chosen by the owner of a
 * node and never by a request. It has no way out: nothing here can start a process or open a
 * socket, which an architecture test holds.
 */
@NullMarked
package io.executionplane.node.simulation;

import org.jspecify.annotations.NullMarked;
