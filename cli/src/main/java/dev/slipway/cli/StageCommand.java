package dev.slipway.cli;

import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.Expected;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.Stage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a version to a stage: None, Staging, Production or Archived. */
@Command(
    name = "stage",
    sortOptions = false,
    description = {
      "Moves a version to a stage: None, Staging, Production or Archived.",
      "Stages are MLflow's and deprecated there: an alias says the same and more."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry stage flight-delay 2 Production",
      "  ${ROOT-COMMAND-NAME} registry stage flight-delay 1 Archived --why 'replaced by 2'"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class StageCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(index = "1", paramLabel = "VERSION", description = "A number, latest, or @ALIAS.")
  private String version;

  @Parameters(index = "2", paramLabel = "STAGE", description = "The stage, in any case.")
  private String stage;

  @Option(
      names = "--expect",
      paramLabel = "STAGE",
      description = "Moves it only if it is in this stage now.")
  private @Nullable String expect;

  @Mixin private RegistryOption registry;
  @Mixin private NoteOptions note;
  @Mixin private ForceOption force;

  @Option(names = "--json", description = "Prints the entry of the history as JSON.")
  private boolean json;

  StageCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Stage target = StageName.of(stage);
    Expected expected = expect == null ? Expected.anything() : Expected.stage(StageName.of(expect));
    try (Registry opened = registry.open()) {
      int number = Selector.find(opened, name, version).number();
      Change change = new Change.SetStage(name, number, target, expected);
      HistoryEntry entry = opened.apply(change, force.on(note.note()));
      console.line(
          json
              ? RegistryJson.text(RegistryJson.of(entry))
              : name + ": " + RegistryText.what(entry));
    }
    if (target.serves()) {
      RegistryOption.hint(ModelUri.ofStage(name, target).toString(), console);
    }
  }
}
