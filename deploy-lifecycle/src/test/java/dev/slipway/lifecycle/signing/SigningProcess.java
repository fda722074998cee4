package dev.slipway.lifecycle.signing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Signs a package again and again, until it is killed. */
public final class SigningProcess {

  private SigningProcess() {}

  /**
   * Signs the folder with the key that are named; a line for each signature tells that it goes on.
   */
  public static void main(String[] arguments) throws IOException {
    PackageSigner signer =
        PackageSigner.of(SigningKey.read(Path.of(arguments[1]), Optional.empty()));
    for (int round = 0; ; round++) {
      signer.sign(Path.of(arguments[0]));
      System.out.println(round);
    }
  }
}
