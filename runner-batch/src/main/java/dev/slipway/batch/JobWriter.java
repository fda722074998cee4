package dev.slipway.batch;

import dev.slipway.batch.internal.input.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Scores files of one format into files of one format. For one run. */
interface JobWriter {

  /** Returns the files of the input, in the order in which their rows count. */
  List<InputFile> files();

  /** Begins to tell the listener; {@code startNanos} is when the job was started. */
  void start(long startNanos);

  /** Scores some of the files, named by their places, into one file that is not there yet. */
  void write(List<Integer> files, Path file) throws SQLException, IOException, InterruptedException;

  /** Tells the listener that all is done; returns how many rows were scored or rejected. */
  long finish();
}
