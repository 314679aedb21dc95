package io.executionplane.contracts.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text, or every text that the component holds, must not be recorded: a recorded value carries
 * {@code redacted:} and the SHA-256 digest of its UTF-8 form in its place.
 *
 * <p>Only for secrets that nobody can guess, such as signed tokens: a digest tells a guesser when
 * the guess is right.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Redacted {}
