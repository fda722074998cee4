package dev.slipway.cli;

import dev.slipway.Table;

/** The columns of an input and, after them, those of its answers. */
final class BothTables {

  private BothTables() {}

  static Table of(Table input, Table answers) {
    Table.Builder both = Table.builder();
    for (int i = 0; i < input.names().size(); i++) {
      both.column(input.names().get(i), input.columns().get(i));
    }
    for (int i = 0; i < answers.names().size(); i++) {
      String name = answers.names().get(i);
      if (input.indexOf(name) >= 0) {
        throw new CommandException(
            ExitCode.INPUT,
            "Cannot write input and answers together: both have a column '"
                + name
                + "' (rename it in the input, or leave out --with-input)");
      }
      both.column(name, answers.columns().get(i));
    }
    return both.build();
  }
}
