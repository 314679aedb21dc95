package io.executionplane.contracts.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component, an {@code int}, is the contract version that a value claims. Any number is carried
 * to whoever judges it; absent means 1, and the text {@code "1"} is understood.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ClaimedVersion {}
