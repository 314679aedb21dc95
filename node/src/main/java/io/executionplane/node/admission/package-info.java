/**
 * Whether a request may run, and where.
 *
 * <p>Facts are gathered once, by an actor per request ({@link
 * io.executionplane.node.admission.FactGathering}); then they are judged by a pure function ({@link
 * io.executionplane.node.admission.Admission}). The first objection wins, and authority comes
 * before anything that a stranger could learn from.
 */
@NullMarked
package io.executionplane.node.admission;

import org.jspecify.annotations.NullMarked;
