/**
 * A verifier that asks a policy service over HTTP, in the way of Open Policy Agent: whatever is not
 * a plain yes is a no.
 */
@NullMarked
package io.executionplane.node.authority.http;

import org.jspecify.annotations.NullMarked;
