package dev.slipway.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.VersionDef;

/**
 * Writes the values of variables as TensorFlow keeps them beside a SavedModel: a file of bytes, and
 * an index that says where each variable is, which is a sorted table in blocks. Not thread-safe.
 */
public final class Checkpoint {

  /** The index, relative to the model. */
  public static final String INDEX = "variables/variables.index";

  /** The values, relative to the model. */
  public static final String DATA = "variables/variables.data-00000-of-00001";

  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int FOOTER_HANDLES = 40;
  private static final int MASK = 0xa282ead8;
  private static final int LOW_BITS = 0x7f;

  private final TreeMap<String, byte[]> entries = new TreeMap<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Creates a checkpoint without variables. */
  public Checkpoint() {
    BundleHeaderProto header =
        BundleHeaderProto.newBuilder()
            .setNumShards(1)
            .setVersion(VersionDef.newBuilder().setProducer(1))
            .build();
    entries.put("", header.toByteArray());
  }

  /** Adds a variable of floats. */
  public Checkpoint floats(String name, long[] dimensions, float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    BundleEntryProto entry =
        BundleEntryProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setShape(GraphValues.shape(dimensions))
            .setOffset(data.size())
            .setSize(bytes.capacity())
            .setCrc32C(checksum(bytes.array()))
            .build();
    data.writeBytes(bytes.array());
    entries.put(name, entry.toByteArray());
    return this;
  }

  /** Returns the bytes of {@link #DATA}. */
  public byte[] data() {
    return data.toByteArray();
  }

  /** Returns the bytes of {@link #INDEX}. */
  public byte[] index() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] values = block(file, entries);
    byte[] nothing = block(file, Map.of());
    Map<String, byte[]> last = new TreeMap<>();
    last.put(entries.lastKey(), values);
    byte[] blocks = block(file, last);
    ByteBuffer footer =
        ByteBuffer.allocate(FOOTER_HANDLES + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(nothing).put(blocks).putLong(FOOTER_HANDLES, MAGIC);
    file.writeBytes(footer.array());
    return file.toByteArray();
  }

  /** Appends a block and returns where it stands and how long it is. */
  private static byte[] block(ByteArrayOutputStream file, Map<String, byte[]> sorted) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    sorted.forEach(
        (key, value) -> {
          byte[] name = key.getBytes(StandardCharsets.UTF_8);
          number(block, 0);
          number(block, name.length);
          number(block, value.length);
          block.writeBytes(name);
          block.writeBytes(value);
        });
    // Every key stands as a whole: one place to begin, at 0; keys are few.
    block.writeBytes(fixed(0));
    block.writeBytes(fixed(1));
    ByteArrayOutputStream handle = new ByteArrayOutputStream();
    number(handle, file.size());
    number(handle, block.size());
    block.write(0);
    file.writeBytes(block.toByteArray());
    file.writeBytes(fixed(checksum(block.toByteArray())));
    return handle.toByteArray();
  }

  private static int checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return Integer.rotateRight((int) sum.getValue(), 15) + MASK;
  }

  private static byte[] fixed(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static void number(ByteArrayOutputStream to, int value) {
    int rest = value;
    while (rest > LOW_BITS) {
      to.write((rest & LOW_BITS) | (LOW_BITS + 1));
      rest >>>= 7;
    }
    to.write(rest);
  }
}
