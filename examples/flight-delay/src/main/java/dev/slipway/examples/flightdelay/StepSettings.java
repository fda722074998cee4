package dev.slipway.examples.flightdelay;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One preprocessing step as a package states it.
 *
 * @param type which step
 * @param settings what it is told, in the order in which the package lists them
 */
record StepSettings(String type, Map<String, Object> settings) {

  /** Returns a step of these settings: a name, its value, the next name and so on. */
  static StepSettings of(String type, Object... namesAndValues) {
    return new StepSettings(type, ordered(namesAndValues));
  }

  /** Returns a map that keeps its order: a name, its value, the next name and so on. */
  static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
