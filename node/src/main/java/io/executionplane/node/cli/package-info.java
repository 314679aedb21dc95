/**
 * The command line, {@code ep}: a client of the plane for people.
 *
 * <p>One class per command. What a command prints of an execution is made inert first ({@link
 * io.executionplane.node.cli.Inert}); what it prints for programs is one JSON document.
 */
@NullMarked
package io.executionplane.node.cli;

import org.jspecify.annotations.NullMarked;
