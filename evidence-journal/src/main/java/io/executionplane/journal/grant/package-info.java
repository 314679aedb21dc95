/**
 * How often grants were used. A grant that may start only so many executions is counted here, in
 * the database, so that the count is exact whoever counts at the same time, and outlives the node.
 *
 * <p>{@link io.executionplane.journal.grant.GrantLedger} is the way in.
 */
@NullMarked
package io.executionplane.journal.grant;

import org.jspecify.annotations.NullMarked;
