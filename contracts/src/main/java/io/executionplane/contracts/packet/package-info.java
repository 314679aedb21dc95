/**
 * What brain, spine and plane hand each other: decision, session, intent, route, event, outcome.
 *
 * <p>A decision and an intent are never changed. A route is replaced, not edited. Events are
 * appended. An outcome stays raw: what it means is for its reader to say. Every packet names its
 * contract; packets of another major version are refused.
 */
@NullMarked
package io.executionplane.contracts.packet;

import org.jspecify.annotations.NullMarked;
