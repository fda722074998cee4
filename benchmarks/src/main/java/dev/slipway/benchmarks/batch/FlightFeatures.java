package dev.slipway.benchmarks.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The features of the flight delay package, as somebody would write them in SQL. */
final class FlightFeatures {

  private static final String AIRPORTS =
      "ABQ ATL AUS BDL BNA BOS BWI CLE CLT CMH CVG DAL DCA DEN DFW DTW EWR FLL HNL HOU IAD IAH IND"
          + " JFK LAS LAX LGA MCI MCO MDW MEM MIA MSP MSY OAK ONT ORD PDX PHL PHX PIT RDU SAN SAT"
          + " SEA SFO SJC SLC SMF SNA STL TPA";

  private FlightFeatures() {}

  /** Returns the expressions, in the order in which the model takes them. */
  static List<String> expressions() {
    List<String> features = new ArrayList<>();
    features.add(
        "CAST((least(greatest(CAST(coalesce(distance, 727) AS DOUBLE), 30), 4962) - 727) / 572"
            + " AS FLOAT)");
    features.addAll(places("month(date)", numbers(1, 6)));
    features.addAll(places("isodow(date)", numbers(1, 7)));
    features.addAll(placesAndOther("hour(date)", numbers(5, 23)));
    List<String> airports = List.of(AIRPORTS.split(" ")).stream().map(a -> "'" + a + "'").toList();
    features.addAll(placesAndOther("origin", airports));
    features.addAll(placesAndOther("destination", airports));
    return features;
  }

  private static List<String> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }

  private static List<String> places(String value, List<String> vocabulary) {
    return vocabulary.stream().map(word -> "CAST(" + value + " = " + word + " AS FLOAT)").toList();
  }

  private static List<String> placesAndOther(String value, List<String> vocabulary) {
    List<String> places = new ArrayList<>(places(value, vocabulary));
    String all = "[" + String.join(", ", vocabulary) + "]";
    places.add("CAST(NOT list_contains(" + all + ", " + value + ") AS FLOAT)");
    return places;
  }
}
