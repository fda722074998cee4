package dev.slipway.core.internal.pack;

import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.manifest.VariantDefinition;
import dev.slipway.spi.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds which of a package's models is meant, and checks that all of them are there. */
final class VariantChoice {

  private final PackageFiles files;
  private final Problems problems;
  private final List<ChosenVariant> all = new ArrayList<>();

  private VariantChoice(PackageFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /** Finds all models of a package, its own first. */
  static VariantChoice of(
      SlipwayManifest manifest, ArtefactChoice.Chosen own, ArtefactChoice models) {
    VariantChoice choice = new VariantChoice(models.files(), models.problems());
    choice.all.add(ChosenVariant.own(own, manifest));
    for (VariantDefinition variant : manifest.variants()) {
      choice.check(variant, own.format().id());
      models
          .find(variant.where(), "model", variant.model())
          .ifPresent(model -> choice.all.add(ChosenVariant.of(variant, model, manifest)));
    }
    models.problems().throwIfAny();
    return choice;
  }

  private void check(VariantDefinition variant, String own) {
    if (variant.name().equals(own)) {
      problems.add(
          variant.where(),
          "variant '" + own + "' has the name of the package's own model, expected another");
    }
    if (variant.report().isPresent() && !files.has(variant.report().get())) {
      problems.add(
          variant.where(),
          "report names " + variant.report().get() + ", which is not in the package");
    }
  }

  /** Returns the names of all models, the package's own first. */
  List<String> names() {
    return all.stream().map(ChosenVariant::name).toList();
  }

  /** Returns one of the models. */
  ChosenVariant choose(Optional<String> name) {
    if (name.isEmpty()) {
      return all.get(0);
    }
    List<String> names = names();
    int place = names.indexOf(name.get());
    if (place >= 0) {
      return all.get(place);
    }
    String nearest =
        NearestWord.of(name.get(), names).map(near -> " (nearest is '" + near + "')").orElse("");
    throw problems.with(
        "variant",
        "'" + name.get() + "' is not in the package, expected one of " + names + nearest);
  }
}
