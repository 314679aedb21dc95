/**
 * The vocabulary of Execution Plane: the values that callers, nodes, lanes and auditors exchange,
 * each with one wire form that is strict to read and canonical to write.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>{@link io.executionplane.contracts.json} is how any value is read, checked and written.
 *   <li>{@code admission}, {@code execution}, {@code target}, {@code lane}, {@code node} and {@code
 *       evidence} are the boundary values: what a caller submits, what a node answers and what it
 *       leaves behind.
 *   <li>{@code packet}, {@code lineage}, {@code surface} and {@code dispatch} are for those who
 *       route: intent, route, event and outcome, and how a dispatch is planned from them.
 *   <li>{@code hazmat}, {@code posture} and {@code runtime} are about what is under way: grants,
 *       budgets, revocations, and an execution while it runs.
 *   <li>{@code simulation} and {@code boundary} are about what must not happen, and what must not
 *       be kept.
 *   <li>{@code activity} and {@code family} are what workflow engines and family kits hand over.
 * </ul>
 *
 * <p>{@link io.executionplane.contracts.Vocabulary} lists every contract whose schema is published.
 */
@NullMarked
package io.executionplane.contracts;

import org.jspecify.annotations.NullMarked;
