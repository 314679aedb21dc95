package io.executionplane.contracts.schema;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import java.util.List;
import java.util.stream.Collectors;

/** A documentation comment as one line of plain text. */
final class PlainText {

  private PlainText() {}

  static String of(List<? extends DocTree> parts) {
    var text = parts.stream().map(PlainText::of).collect(Collectors.joining());
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String of(DocTree part) {
    if (part instanceof TextTree text) {
      return text.getBody();
    } else if (part instanceof LiteralTree literal) {
      return literal.getBody().getBody();
    } else if (part instanceof LinkTree link) {
      return nameIn(link);
    } else if (part instanceof StartElementTree || part instanceof EndElementTree) {
      return " ";
    } else if (part instanceof EntityTree entity) {
      return entity.toString();
    }
    throw new IllegalArgumentException("a schema cannot say " + part);
  }

  /** A link to a member is named by the member, one to a type by the type. */
  private static String nameIn(LinkTree link) {
    if (!link.getLabel().isEmpty()) {
      return of(link.getLabel());
    }
    var signature = link.getReference().getSignature();
    return signature.substring(
        Math.max(signature.lastIndexOf('#'), signature.lastIndexOf('.')) + 1);
  }
}
