/**
 * The diagnostic lane: harmless questions that show whether the way to a target works. It writes
 * nothing, uses no credential and no shell, and reaches no further than the target itself.
 *
 * <p>Operations: {@code diagnostic.echo} (says what it was told), {@code diagnostic.system_info}
 * (what machine this is), {@code diagnostic.workspace_stat} (what is known of one path, never its
 * content), {@code diagnostic.http_probe} (whether a server on the same machine answers).
 */
@NullMarked
package io.executionplane.contracts.lane.diagnostic;

import org.jspecify.annotations.NullMarked;
