package io.executionplane.lanes.process.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.List;

/**
 * An array of C strings with its closing NULL pointer, in one block of native memory: first the
 * pointers, then the bytes. Always UTF-8, whatever locale the JVM was started in.
 */
final class NativeStrings implements AutoCloseable {

  private final Memory block;

  NativeStrings(List<String> strings) {
    var encoded = strings.stream().map(text -> text.getBytes(UTF_8)).toList();
    var pointers = (encoded.size() + 1L) * Native.POINTER_SIZE;
    block = new Memory(pointers + encoded.stream().mapToLong(bytes -> bytes.length + 1L).sum());
    var place = pointers;
    for (int i = 0; i < encoded.size(); i++) {
      setPointer(i, Pointer.nativeValue(block) + place);
      place = writeString(block, place, encoded.get(i));
    }
    setPointer(encoded.size(), 0);
  }

  /** One C string. */
  static Memory single(String text) {
    var bytes = text.getBytes(UTF_8);
    var memory = new Memory(bytes.length + 1L);
    writeString(memory, 0, bytes);
    return memory;
  }

  private void setPointer(int index, long address) {
    block.setLong(
        (long) index * Native.POINTER_SIZE, address); // 64-bit only, as all of this package.
  }

  private static long writeString(Memory memory, long place, byte[] bytes) {
    memory.write(place, bytes, 0, bytes.length);
    memory.setByte(place + bytes.length, (byte) 0);
    return place + bytes.length + 1;
  }

  Pointer pointer() {
    return block;
  }

  @Override
  public void close() {
    block.close();
  }
}
