package dev.slipway.engine.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds one protocol buffer message. */
final class ProtoWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Appends a field that is already encoded, number and all. */
  ProtoWriter copy(ByteBuffer field) {
    byte[] copied = new byte[field.remaining()];
    field.get(copied);
    bytes.writeBytes(copied);
    return this;
  }

  ProtoWriter varint(int field, long value) {
    write(((long) field << 3) | ProtoReader.VARINT);
    write(value);
    return this;
  }

  ProtoWriter string(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoWriter message(int field, ProtoWriter message) {
    return bytes(field, message.toByteArray());
  }

  private ProtoWriter bytes(int field, byte[] value) {
    write(((long) field << 3) | ProtoReader.BYTES);
    write(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void write(long varint) {
    long rest = varint;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
