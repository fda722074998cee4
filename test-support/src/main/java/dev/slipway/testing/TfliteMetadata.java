package dev.slipway.testing;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tensorflow.lite.support.metadata.schema.AssociatedFileT;
import org.tensorflow.lite.support.metadata.schema.AssociatedFileType;
import org.tensorflow.lite.support.metadata.schema.ModelMetadata;
import org.tensorflow.lite.support.metadata.schema.ModelMetadataT;
import org.tensorflow.lite.support.metadata.schema.SubGraphMetadataT;
import org.tensorflow.lite.support.metadata.schema.TensorMetadataT;

/** Gives TFLite models what tools say about them. */
public final class TfliteMetadata {

  private static final String LABELS = "labels.txt";

  private TfliteMetadata() {}

  /** Returns a file whose first output has names for the places of its last dimension. */
  public static byte[] labelled(TfliteFile file, String... labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(file.metadata("TFLITE_METADATA", metadata()).bytes());
    bytes.writeBytes(archive(String.join("\n", labels).getBytes(StandardCharsets.UTF_8)));
    return bytes.toByteArray();
  }

  private static byte[] metadata() {
    AssociatedFileT labels = new AssociatedFileT();
    labels.setName(LABELS);
    labels.setType(AssociatedFileType.TENSOR_AXIS_LABELS);
    TensorMetadataT output = new TensorMetadataT();
    output.setAssociatedFiles(new AssociatedFileT[] {labels});
    SubGraphMetadataT graph = new SubGraphMetadataT();
    graph.setOutputTensorMetadata(new TensorMetadataT[] {output});
    ModelMetadataT model = new ModelMetadataT();
    model.setSubgraphMetadata(new SubGraphMetadataT[] {graph});
    FlatBufferBuilder builder = new FlatBufferBuilder();
    ModelMetadata.finishModelMetadataBuffer(builder, ModelMetadata.pack(builder, model));
    return builder.sizedByteArray();
  }

  private static byte[] archive(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
      CRC32 checksum = new CRC32();
      checksum.update(content);
      ZipEntry entry = new ZipEntry(LABELS);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(checksum.getValue());
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
      archive.putNextEntry(entry);
      archive.write(content);
      archive.closeEntry();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }
}
