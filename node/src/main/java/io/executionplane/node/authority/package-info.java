/**
 * On whose word something may run: verifiers that the host registers, and the signed grants that
 * are shipped.
 *
 * <p>A verifier answers with a value. One that throws, hangs or is unknown is a refusal.
 */
@NullMarked
package io.executionplane.node.authority;

import org.jspecify.annotations.NullMarked;
