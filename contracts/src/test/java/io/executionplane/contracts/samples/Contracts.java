package io.executionplane.contracts.samples;

import io.executionplane.contracts.PublishedContract;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.dispatch.Dispatch;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Scalar;
import io.executionplane.contracts.json.Violation;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every public record of the module that is a contract, found in its compiled classes. */
public final class Contracts {

  private Contracts() {}

  /** The records that travel as objects, and those that travel as bare text. */
  public static List<Class<? extends Record>> all() {
    var classes = classesFolder();
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .<Class<?>>map(Contracts::load)
          .filter(Contracts::isContract)
          .<Class<? extends Record>>map(type -> type.asSubclass(Record.class))
          .toList();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** The records that travel as objects. */
  public static List<Class<? extends Record>> objects() {
    return all().stream().filter(type -> !type.isAnnotationPresent(Scalar.class)).toList();
  }

  private static boolean isContract(Class<?> type) {
    return type.isRecord()
        && isPublic(type)
        && type != Violation.class
        && type != PublishedContract.class
        // A plan and its report never travel: they are made, run and read within one program.
        && type.getPackage() != Dispatch.class.getPackage();
  }

  /** A record within an interface is public though it does not say so. */
  private static boolean isPublic(Class<?> type) {
    var outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  private static Class<?> load(String file) {
    var name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name, false, Contract.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Path classesFolder() {
    try {
      var source = AdmissionRequest.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
