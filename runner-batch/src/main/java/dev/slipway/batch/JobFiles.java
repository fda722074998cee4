package dev.slipway.batch;

import dev.slipway.ColumnBuffer;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.batch.OutputNames.Cases;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.input.BoundColumn;
import dev.slipway.batch.internal.input.ColumnBinding;
import dev.slipway.batch.internal.input.Input;
import dev.slipway.batch.internal.input.InputColumn;
import dev.slipway.batch.internal.input.InputFiles;
import dev.slipway.batch.internal.input.ParquetInput;
import dev.slipway.batch.internal.output.Output.Kind;
import dev.slipway.batch.internal.rejects.RejectsFile;
import dev.slipway.batch.internal.rows.ParquetSource;
import dev.slipway.batch.internal.rows.RowFiles;
import dev.slipway.batch.internal.rows.TextRows;
import dev.slipway.batch.internal.rows.TextSources;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a job, the formats on both sides, and who can write from the one to the other. */
final class JobFiles {

  private final JobSettings settings;
  private final Database database;
  private final List<Path> paths;
  private final FileFormat input;
  private final FileFormat output;

  private JobFiles(JobSettings settings, Database database, List<Path> paths, FileFormat input) {
    this.settings = settings;
    this.database = database;
    this.paths = paths;
    this.input = input;
    this.output = output(settings.target(), input);
  }

  /** Finds the files; throws if there are none, or a setting would have no effect on them. */
  static JobFiles find(JobSettings settings, Database database) throws SQLException {
    JobSettings.Source source = settings.source();
    List<Path> paths = InputFiles.find(database, source.patterns(), source.format());
    FileFormat input = source.format() == null ? InputFiles.format(paths) : source.format();
    JobFiles files = new JobFiles(settings, database, paths, input);
    files.checkCompression();
    files.checkCsv();
    return files;
  }

  private static FileFormat output(JobSettings.Target target, FileFormat input) {
    if (target.format() != null) {
      return target.format();
    }
    return target.kind() == Kind.DIRECTORY
        ? input
        : FileFormat.ofName(target.path().toString()).orElse(FileFormat.PARQUET);
  }

  private void checkCompression() {
    Compression packing = settings.target().compression();
    boolean text = output != FileFormat.PARQUET;
    if (text && (packing == Compression.SNAPPY || packing == Compression.ZSTD)) {
      throw wrong(
          "Cannot write " + settings.target().path(),
          output + " is never packed with " + packing + ", expected gzip or none");
    }
  }

  private void checkCsv() {
    CsvOptions csv = settings.source().csv();
    CsvOptions defaults = CsvOptions.defaults();
    boolean read = csv.equals(defaults.withDelimiter(csv.delimiter()));
    boolean delimited = csv.delimiter() != defaults.delimiter();
    boolean any = input == FileFormat.CSV || output == FileFormat.CSV;
    if ((!read && input != FileFormat.CSV) || (delimited && !any)) {
      throw wrong(
          "Cannot use the CSV options",
          "the input is " + input + " and the output " + output + ", expected CSV");
    }
  }

  private static InvalidInputException wrong(String task, String fact) {
    return new InvalidInputException(ErrorCode.INVALID_INPUT, task, List.of(new Problem("", fact)));
  }

  /** Returns how the names of part files end. */
  String partEnding() {
    boolean packed = isPacked() && output != FileFormat.PARQUET;
    return output.endings().get(0) + (packed ? ".gz" : "");
  }

  private boolean isPacked() {
    return settings.target().compression() == Compression.GZIP;
  }

  /** Returns the writer from the one format to the other, having checked the columns. */
  JobWriter writer(Provenance provenance, @Nullable RejectsFile rejects) throws IOException {
    if (input == FileFormat.PARQUET) {
      Input found = ParquetInput.open(database, paths);
      List<BoundColumn> bound =
          ColumnBinding.bind(found.columns(), settings.predictor(), settings.options());
      if (output == FileFormat.PARQUET) {
        checkNames(found.columns().stream().map(InputColumn::name).toList(), provenance);
        PartWriter.Parts parts = new PartWriter.Parts(found, bound, database, rejects);
        return new PartWriter(settings, provenance, parts);
      }
      RowFiles files = new ParquetSource(database, found, bound, output);
      return writer(files, provenance, rejects);
    }
    return writer(textFiles(provenance), provenance, rejects);
  }

  private JobWriter writer(RowFiles files, Provenance provenance, @Nullable RejectsFile rejects) {
    checkNames(files, provenance);
    RowWriter.Parts parts = new RowWriter.Parts(files, output, database, rejects);
    return new RowWriter(settings, provenance, parts);
  }

  private RowFiles textFiles(Provenance provenance) throws IOException {
    TextSources.Caller caller = new TextSources.Caller(settings.predictor(), settings.options());
    if (input == FileFormat.CSV) {
      return TextSources.csv(paths, caller, settings.source().csv(), output);
    }
    Set<String> taken = new HashSet<>(provenance.names());
    taken.addAll(settings.predictor().model().signature().outputNames());
    return TextSources.jsonLines(paths, caller, taken, output);
  }

  /** Checks that columns do not clash, which for CSV also those can that are spread. */
  private void checkNames(RowFiles files, Provenance provenance) {
    checkNames(files.names(), provenance);
    if (output == FileFormat.CSV) {
      Signature signature = settings.predictor().model().signature();
      List<ColumnBuffer> answers = settings.predictor().newAnswers();
      List<String> all =
          new TextRows(output, ',', provenance.texts())
              .names(files, Table.of(signature.outputNames(), answers));
      new OutputNames(Cases.DIFFER).add(all, "a column of the output").check();
    }
  }

  private void checkNames(List<String> names, Provenance provenance) {
    new OutputNames(output == FileFormat.PARQUET ? Cases.ARE_EQUAL : Cases.DIFFER)
        .add(names, "a column of the input")
        .add(settings.predictor().model().signature().outputNames(), "an output of the model")
        .add(provenance.names(), "added by the job")
        .check();
  }

  /** Returns how a name says that a file is packed. */
  static @Nullable Compression compression(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? Compression.GZIP : null;
  }
}
