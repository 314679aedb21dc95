import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * What {@code mvnw} asks of Java on a machine without curl, wget or sha512sum.
 *
 * <p>{@code java Fetch.java get URL FILE} downloads; {@code java Fetch.java sha512 FILE} prints the
 * digest in lower-case hexadecimal.
 */
public final class Fetch {

  private static final int SILENCE_MS_MAX = (int) Duration.ofSeconds(60).toMillis();

  private Fetch() {}

  public static void main(String[] args) throws NoSuchAlgorithmException {
    try {
      if (args[0].equals("get")) {
        get(URI.create(args[1]), Path.of(args[2]));
      } else {
        System.out.println(sha512(Path.of(args[1])));
      }
    } catch (IOException failed) {
      System.err.println(failed);
      System.exit(1);
    }
  }

  private static void get(URI from, Path to) throws IOException {
    URLConnection connection = from.toURL().openConnection();
    connection.setConnectTimeout(SILENCE_MS_MAX);
    connection.setReadTimeout(SILENCE_MS_MAX);
    try (InputStream in = connection.getInputStream();
        OutputStream out = Files.newOutputStream(to)) {
      in.transferTo(out);
    }
  }

  private static String sha512(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
