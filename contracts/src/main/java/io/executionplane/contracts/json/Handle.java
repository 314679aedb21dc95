package io.executionplane.contracts.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text is a handle: it names something by a scheme or a URN and is never the thing itself.
 * {@code target://t1} and {@code urn:credential-handle:7} are handles; a raw token is not.
 *
 * <p>At most 512 characters, none of them white space or a control character.
 */
@Length(max = 512)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
public @interface Handle {

  /**
   * How the text must begin: one of these, in lower case, with more to follow, for example {@code
   * target://}. Empty means any scheme followed by {@code ://}, or {@code urn:}.
   */
  String[] value() default {};
}
