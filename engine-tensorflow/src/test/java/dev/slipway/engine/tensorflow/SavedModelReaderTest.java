package dev.slipway.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import dev.slipway.SlipwayException;
import dev.slipway.spi.ModelFormat;
import dev.slipway.tck.ReferenceModel;
import dev.slipway.testing.SavedModelFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;

/** The main file, read before the library sees it. */
@DisplayName("The reader of SavedModels")
class SavedModelReaderTest {

  private static final long SEED = 20_260_101;
  private static final int SAMPLE = 2_000;
  private static final int ALL = 100_000;

  private static byte[] original(ReferenceModel model) {
    ByteBuffer content = model.artefact(ModelFormat.SAVED_MODEL, Path.of("")).content();
    byte[] bytes = new byte[content.limit()];
    content.get(0, bytes);
    return bytes;
  }

  @Test
  @DisplayName("ends on damaged bytes with one of our errors or with a model")
  void mutations() {
    int count = Boolean.getBoolean("slipway.full") ? ALL : SAMPLE;
    Random random = new Random(SEED);
    int refused = 0;
    for (ReferenceModel model :
        new ReferenceModel[] {ReferenceModel.LOOP, ReferenceModel.EXTERNAL, ReferenceModel.MLP}) {
      byte[] original = original(model);
      for (int i = 0; i < count; i++) {
        refused += isRefused(mutated(original, random)) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(count / 4, 3 * count);
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static boolean isRefused(byte[] bytes) {
    try {
      ModelGraph graph = SavedModelReader.read(ByteBuffer.wrap(bytes)).get(0);
      EntryPoint entry = EntryPoint.of("model", graph, null);
      return !new OperatorCheck(graph, Set.of()).problems(entry.tensors()).isEmpty();
    } catch (MalformedModelException | SlipwayException e) {
      assertThat(e.getMessage()).isNotBlank();
      return true;
    }
  }

  @Test
  @DisplayName("refuses a field twice that TensorFlow would put together")
  void twice() throws Exception {
    SavedModel model = SavedModel.parseFrom(original(ReferenceModel.EXTERNAL));
    MetaGraphDef whole = model.getMetaGraphs(0);
    SaverDef more = SaverDef.newBuilder().setRestoreOpName("other").build();
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    whole.writeTo(both);
    MetaGraphDef.newBuilder().setSaverDef(more).build().writeTo(both);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(file);
    out.writeByteArray(SavedModel.META_GRAPHS_FIELD_NUMBER, both.toByteArray());
    out.flush();
    assertThat(SavedModel.parseFrom(file.toByteArray()).getMetaGraphs(0).getSaverDef())
        .extracting(SaverDef::getRestoreOpName)
        .isEqualTo("other");
    assertThatThrownBy(() -> SavedModelReader.read(ByteBuffer.wrap(file.toByteArray())))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("field 3 comes twice");
  }

  @Test
  @DisplayName("refuses functions that attributes nest deeper than the library takes")
  void deep() {
    NameAttrList function = NameAttrList.newBuilder().setName("last").build();
    for (int depth = 0; depth < 60; depth++) {
      AttrValue value = AttrValue.newBuilder().setFunc(function).build();
      function = NameAttrList.newBuilder().setName("f").putAttr("f", value).build();
    }
    AttrValue outermost = AttrValue.newBuilder().setFunc(function).build();
    SavedModelFile file = new SavedModelFile();
    file.node("PartitionedCall", "call", "", Map.entry("f", outermost));
    assertThatThrownBy(() -> SavedModelReader.read(ByteBuffer.wrap(file.bytes())))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("nested more than 100 deep");
  }
}
