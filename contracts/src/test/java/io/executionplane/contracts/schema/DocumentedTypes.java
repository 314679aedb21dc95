package io.executionplane.contracts.schema;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import io.executionplane.contracts.json.SchemaDescriptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the documentation of the sources says of each record and of each of its components. */
final class DocumentedTypes implements SchemaDescriptions {

  private final Map<String, String> texts = new HashMap<>();

  private DocumentedTypes() {}

  /** Reads every source file below a folder. */
  static DocumentedTypes in(Path sources) {
    var documented = new DocumentedTypes();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> found = Files.walk(sources);
        var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      var java = found.filter(file -> file.toString().endsWith(".java")).toList();
      var units = files.getJavaFileObjectsFromPaths(java);
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
      var reader = documented.new Reader(DocTrees.instance(task));
      for (var unit : task.parse()) {
        reader.scan(unit, null);
      }
      return documented;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String of(Class<?> type) {
    return texts.getOrDefault(type.getName().replace('$', '.'), "");
  }

  @Override
  public String of(Class<?> type, String component) {
    return texts.getOrDefault(type.getName().replace('$', '.') + "#" + component, "");
  }

  private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final DocTrees docs;

    private Reader(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      var comment = docs.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        keep(qualifiedName(), comment);
      }
      return super.visitClass(type, null);
    }

    private String qualifiedName() {
      var name = new StringBuilder();
      for (var each : getCurrentPath()) {
        if (each instanceof ClassTree type) {
          name.insert(0, "." + type.getSimpleName());
        }
      }
      return getCurrentPath().getCompilationUnit().getPackageName() + name.toString();
    }

    private void keep(String type, DocCommentTree comment) {
      texts.put(type, PlainText.of(comment.getFullBody()));
      for (var tag : comment.getBlockTags()) {
        if (tag instanceof ParamTree param) {
          texts.put(type + "#" + param.getName(), PlainText.of(param.getDescription()));
        }
      }
    }
  }
}
