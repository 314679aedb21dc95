package io.executionplane.journal.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What can happen to an exported directory, by accident or on purpose. */
enum ExportDamage {
  BYTE_FLIPPED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var file = any(Exports.files(export), random);
      var bytes = Exports.read(file);
      if (bytes.length == 0) {
        bytes = new byte[] {0};
      }
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
    }
  },
  EVENT_FLIPPED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var file = export.resolve(ExportLayout.EVENTS);
      var bytes = Exports.read(file);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
    }
  },
  LINE_DROPPED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var file = any(lineFiles(export), random);
      var lines = lines(file);
      lines.remove(random.nextInt(lines.size()));
      write(file, lines);
    }
  },
  FILE_DROPPED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      Files.delete(any(Exports.files(export), random));
    }
  },
  LINES_SWAPPED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var files = lineFiles(export).stream().filter(each -> lines(each).size() > 1).toList();
      if (files.isEmpty()) {
        FILE_DROPPED.to(export, other, random);
        return;
      }
      var file = any(files, random);
      var lines = lines(file);
      var first = random.nextInt(lines.size() - 1);
      Collections.swap(lines, first, first + 1);
      write(file, lines);
    }
  },
  CONTENTS_SWAPPED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var contents =
          Exports.files(export).stream().filter(each -> each.toString().endsWith(".bin")).toList();
      if (contents.size() < 2) {
        FILE_DROPPED.to(export, other, random);
        return;
      }
      var first = random.nextInt(contents.size() - 1);
      var bytes = Exports.read(contents.get(first));
      Files.write(contents.get(first), Exports.read(contents.get(first + 1)));
      Files.write(contents.get(first + 1), bytes);
    }
  },
  TRUNCATED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var file = any(Exports.files(export), random);
      var bytes = Exports.read(file);
      Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    }
  },
  FILE_ADDED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var beside = any(Exports.files(export), random).getParent();
      var name = any(List.of("extra", "00000099.bin", "00.bin", ".hidden", "stdout"), random);
      Files.write(beside.resolve(name), new byte[random.nextInt(10)]);
    }
  },
  FILE_LINKED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      link(any(Exports.files(export), random));
    }
  },
  DIRECTORY_LINKED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      link(
          any(Exports.files(export), random).getParent().equals(export)
              ? export.resolve("output")
              : export.resolve("schemas"));
    }
  },
  LOG_FILE_OF_ANOTHER {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var name = any(List.of("anchor.json", "checkpoint", "proof.tlog-proof", "keys"), random);
      Files.write(export.resolve(name), Exports.read(other.resolve(name)));
    }
  },
  LOG_OF_ANOTHER {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      for (var name : ExportLayout.OF_THE_LOG) {
        Files.write(export.resolve(name), Exports.read(other.resolve(name)));
      }
    }
  },
  PROOF_FLIPPED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var proof = any(numberedProofs(export), random);
      var bytes = Exports.read(proof);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(proof, bytes);
    }
  },
  PROOF_OF_ANOTHER {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var proof = any(numberedProofs(export), random);
      var inItsPlace = any(List.of(export, other), random).resolve(ExportLayout.PROOF);
      Files.write(proof, Exports.read(inItsPlace));
    }
  },
  PROOFS_ROTATED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var proofs = numberedProofs(export);
      var first = Exports.read(proofs.get(0));
      for (var i = 1; i < proofs.size(); i++) {
        Files.write(proofs.get(i - 1), Exports.read(proofs.get(i)));
      }
      Files.write(proofs.get(proofs.size() - 1), first);
    }
  },
  /** The last erasure is not there, as if nobody had spoken of it. */
  ERASURE_HIDDEN {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var erasures = proofsIn(export, ExportLayout.ERASURES);
      Files.delete(erasures.get(erasures.size() - 1));
      Exports.unlist(export, export.relativize(erasures.get(erasures.size() - 1)).toString());
    }

    @Override
    boolean isPossible(Path export) throws IOException {
      return !proofsIn(export, ExportLayout.ERASURES).isEmpty();
    }
  },
  /** Bytes stand where they were erased, under a salt that somebody made up. */
  CONTENT_OF_ERASED {
    @Override
    void to(Path export, Path other, Random random) throws IOException {
      var request = export.resolve(ExportLayout.stream("request"));
      var lines = request.resolve(ExportLayout.CHUNKS_NAME);
      var erased = new String(Exports.read(lines), StandardCharsets.ISO_8859_1);
      var salt = "A".repeat(43) + "=";
      Files.writeString(
          lines,
          erased
              .replace("\"commitment\"", "\"byte_count\":1,\"commitment\"")
              .replace("\"offset\":0}", "\"offset\":0,\"salt\":\"" + salt + "\"}"));
      Files.write(request.resolve("00000000.bin"), new byte[] {(byte) random.nextInt()});
    }

    @Override
    boolean isPossible(Path export) throws IOException {
      return !proofsIn(export, ExportLayout.ERASURES).isEmpty();
    }
  };

  /**
   * Damages an export.
   *
   * @param other an export of another execution, from a log with another key
   */
  abstract void to(Path export, Path other, Random random) throws IOException;

  /** Whether an export has what is to be damaged. */
  boolean isPossible(Path export) throws IOException {
    return !name().startsWith("PROOF") || !numberedProofs(export).isEmpty();
  }

  /** Puts the same thing elsewhere, and a symbolic link to it in its place. */
  private static void link(Path path) throws IOException {
    var elsewhere = Files.createTempDirectory(scratch(path), "elsewhere");
    Files.createSymbolicLink(path, Files.move(path, elsewhere.resolve("it")));
  }

  /** A directory that is no part of any export: the one that all of them are in. */
  private static Path scratch(Path path) {
    var export = path;
    while (Files.notExists(export.resolve("..").resolve("other"))) {
      export = export.getParent();
    }
    return export.resolve("..").normalize();
  }

  private static List<Path> lineFiles(Path export) throws IOException {
    return Exports.files(export).stream()
        .filter(each -> each.toString().endsWith(".jsonl"))
        .toList();
  }

  private static List<Path> numberedProofs(Path export) throws IOException {
    var proofs = new ArrayList<>(proofsIn(export, ExportLayout.HANDOVERS));
    proofs.addAll(proofsIn(export, ExportLayout.ERASURES));
    return proofs;
  }

  private static List<Path> proofsIn(Path export, String directory) throws IOException {
    return Exports.files(export).stream()
        .filter(each -> each.startsWith(export.resolve(directory)))
        .toList();
  }

  private static List<String> lines(Path file) {
    return new ArrayList<>(
        new String(Exports.read(file), StandardCharsets.ISO_8859_1).lines().toList());
  }

  private static void write(Path file, List<String> lines) throws IOException {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    Files.write(file, text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
