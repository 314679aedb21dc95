/**
 * The snapshot lane: it runs code that was published as an immutable snapshot, a directory tree
 * whose name is the digest of its content.
 *
 * <p>A snapshot registers <em>exports</em> when it is loaded: tools, agents, flows, routers, HTTP
 * handlers, MCP tools. {@code describe} lists them, {@code invoke} runs one by kind and name,
 * {@code execute} calls a declared function directly. Each answers with the same envelope, also
 * where the code failed.
 *
 * <p>Who is asking, for which tenant and until when ("context") comes from the plane. A caller
 * cannot say it: a payload that tries is refused.
 */
@NullMarked
package io.executionplane.contracts.lane.snapshot;

import org.jspecify.annotations.NullMarked;
