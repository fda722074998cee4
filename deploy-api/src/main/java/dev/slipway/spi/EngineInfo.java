package dev.slipway.spi;

/**
 * Which engine runs a model.
 *
 * @param id the provider's id
 * @param name the engine's name for people
 * @param version as the running library reports it
 */
public record EngineInfo(String id, String name, String version) {

  /** Returns the name and the version. */
  @Override
  public String toString() {
    return name + " " + version;
  }
}
