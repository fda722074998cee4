/**
 * What callers of Slipway and authors of engines, preprocessing steps and runners compile against.
 */
module dev.slipway {
  requires static transitive org.jspecify;

  exports dev.slipway;
  exports dev.slipway.spi;
}
