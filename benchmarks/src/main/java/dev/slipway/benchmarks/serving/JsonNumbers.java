package dev.slipway.benchmarks.serving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Numbers of an answer. */
final class JsonNumbers {

  private JsonNumbers() {}

  /** Returns the numbers that are the value of a key, or the elements of its list. */
  static float[] floats(byte[] json, String key) throws IOException {
    List<Float> found = new ArrayList<>();
    try (JsonParser in = BareTensors.json().createParser(json)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.FIELD_NAME && in.currentName().equals(key)) {
          boolean list = in.nextToken() == JsonToken.START_ARRAY;
          for (JsonToken next = list ? in.nextToken() : in.currentToken();
              next.isNumeric();
              next = list ? in.nextToken() : JsonToken.END_ARRAY) {
            found.add(in.getFloatValue());
          }
        }
      }
    }
    float[] floats = new float[found.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = found.get(i);
    }
    return floats;
  }
}
