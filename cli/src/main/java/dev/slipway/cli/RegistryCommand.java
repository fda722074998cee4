package dev.slipway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds the commands about registries, and shows the help when called alone. */
@Command(
    name = "registry",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Keeps models by name: numbered versions, the aliases that mean one of them, and",
      "the history of all changes. 'models:/NAME@ALIAS' then stands for a MODEL."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry register --name flight-delay my-model",
      "  ${ROOT-COMMAND-NAME} registry alias flight-delay champion 1",
      "  ${ROOT-COMMAND-NAME} batch --model models:/flight-delay@champion \\",
      "      --input day.parquet --output scored.parquet",
      "  ${ROOT-COMMAND-NAME} registry history flight-delay"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class RegistryCommand implements Runnable {

  private final Console console;

  @Spec private CommandSpec spec;

  private RegistryCommand(Console console) {
    this.console = console;
  }

  /** Returns the command with those below it. */
  static CommandLine of(Console console) {
    return new CommandLine(new RegistryCommand(console))
        .addSubcommand(new RegisterCommand(console))
        .addSubcommand(new ListCommand(console))
        .addSubcommand(new ShowCommand(console))
        .addSubcommand(new HistoryCommand(console))
        .addSubcommand(new DiffCommand(console))
        .addSubcommand(new AliasCommand(console))
        .addSubcommand(new StageCommand(console))
        .addSubcommand(new TagCommand(console))
        .addSubcommand(new DeleteCommand(console))
        .addSubcommand(new PullCommand(console))
        .addSubcommand(new PushCommand(console))
        .addSubcommand(new VerifyCommand(console))
        .addSubcommand(new GcCommand(console));
  }

  @Override
  public void run() {
    console.text(spec.commandLine().getUsageMessage());
  }
}
