# Read by ./slipway when a part of it is missing or older than its sources. Expects root, java, fail and is_fresh.

# Builds a part into a folder of its own and makes it the current one at the very end, so that a build that fails or
# is killed leaves nothing that a start would use. Two builds at once wait for each other.
build_part() {
  local part=$1 log=$root/lib/build.log name
  local reason='sources have changed'
  [[ -f $root/lib/$part/current ]] || reason='first run only'
  [[ -f $root/pom.xml ]] || fail "Cannot build Slipway: there is no pom.xml in $root, expected its sources"
  check_tools
  mkdir -p "$root/lib/$part" 2>/dev/null ||
    fail "Cannot build Slipway: $root/lib is not writable (make it writable for the first run)"
  lock
  if is_fresh "$part"; then # another start built it in the meantime
    unlock
    return
  fi
  name=$(date +%Y%m%d%H%M%S)-$$
  build=$root/lib/$part/$name
  trap 'rm -rf "$build"; unlock' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  mkdir "$build"
  : >"$build/started"
  printf 'Building Slipway (%s) …\n' "$reason" >&2
  if ! maven "$part" >"$log" 2>&1; then
    sed -n -e '/-> \[Help 1\]$/q' -e '/^\[ERROR\]/p' -e '/^\[WARNING\]/p' -e '/^  /p' "$log" | tail -n 40 >&2
    fail "Cannot build Slipway: Maven failed as shown above (all of it is in $log)"
  fi
  if [[ $part == cli ]]; then
    unpack_natives
    archive_classes
  fi
  [[ $part != http ]] || archive_server
  printf '%s\n' "$name" >"$build/name"
  mv "$build/name" "$root/lib/$part/current"
  trap - EXIT INT TERM
  remove_old_builds "$part" "$name"
  unlock
}

check_tools() {
  local version
  command -v mvn >/dev/null ||
    fail "Cannot build Slipway: there is no mvn, expected Maven 3.8.7 or newer (install it; only builds need it)"
  version=$("$java" -version 2>&1 </dev/null) || fail "Cannot start Java: $java -version says: $version"
  version=${version#*version \"}
  version=${version%%[.\"+-]*}
  [[ ! $version =~ ^[0-9]+$ ]] || ((version >= 17)) ||
    fail "Cannot build Slipway: $java is Java $version, expected 17 or newer (set JAVA_HOME)"
}

# The module that makes a part.
module() {
  case $1 in
    cli | convert) printf '%s' "$1" ;;
    conformance) printf oip-conformance ;;
    http) printf runner-http ;;
    *) printf 'engine-%s' "$1" ;;
  esac
}

# Builds in folders of its own, so that no other build of the same sources gets in the way. Maven must not read what is
# piped into the command, nor inherit the lock.
maven() {
  cd "$root" && mvn -B -ntp -Dstyle.color=never -Dquick -Dmaven.test.skip=true \
    -Dbuild.folder=target/launcher -Dcompiler.checks=-g -Dcompiler.lint=none \
    "-Dslipway.lib=$build" "-Dslipway.part=$1" -pl "$(module "$1")" -am package </dev/null 9>&-
}

# Native libraries are taken out of their jars once, instead of at every start.
unpack_natives() {
  "$java" -cp "$build/slipway.jar" dev.slipway.cli.NativeLibraries \
    "$build" "$build/native/$OSTYPE-$HOSTTYPE" >>"$root/lib/build.log" 2>&1 </dev/null ||
    fail "Cannot unpack the native libraries (see $root/lib/build.log)"
}

# Makes the archive of the classes that a short command loads. It is a static one because picocli's class files are too
# old for a dynamic one. A start without the archive is slower and otherwise the same, so a failure fails no build.
archive_classes() {
  local model=$root/examples/flight-delay/model
  local training=(--version)
  [[ ! -f $model/slipway.yaml ]] ||
    training=(predict --model "$model" --input "$root/cli/src/launcher/flights.json")
  local options=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dslipway.home=$root"
    "-Donnxruntime.native.path=$build/native/$OSTYPE-$HOSTTYPE")
  {
    "$java" "${options[@]}" -XX:DumpLoadedClassList="$build/classes" -jar "$build/slipway.jar" "${training[@]}" &&
      "$java" "${options[@]}" -Xshare:dump -XX:SharedClassListFile="$build/classes" \
        -XX:SharedArchiveFile="$build/start.jsa" -jar "$build/slipway.jar"
  } >>"$root/lib/build.log" 2>&1 </dev/null || rm -f "$build/start.jsa"
}

# The same for a server, which is started and stopped once for it. Its class path begins as the one of every start; the
# folder of the command's build is in 'cli_build'.
archive_server() {
  local model=$root/examples/flight-delay/model
  [[ -f $model/slipway.yaml ]] || return 0
  local options=(-cp "$cli_build/slipway.jar:$build/*" "-Dslipway.home=$root"
    "-Donnxruntime.native.path=$cli_build/native/$OSTYPE-$HOSTTYPE")
  {
    "$java" "${options[@]}" -XX:DumpLoadedClassList="$build/classes" dev.slipway.cli.Main serve --check --model "$model" &&
      "$java" "${options[@]}" -Xshare:dump -XX:SharedClassListFile="$build/classes" \
        -XX:SharedArchiveFile="$build/serve.jsa"
  } >>"$root/lib/build.log" 2>&1 </dev/null || rm -f "$build/serve.jsa"
}

# The build before the current one stays: a command may still be running from it.
remove_old_builds() {
  local folder kept=
  for folder in $(cd "$root/lib/$1" && ls -d [0-9]*-[0-9]* | sort -r); do
    [[ $folder != "$2" ]] || continue
    if [[ -z $kept ]]; then kept=$folder; else rm -rf "${root:?}/lib/$1/$folder"; fi
  done
}

# flock where there is one; elsewhere a folder that holds the number of the process that made it.
lock() {
  if command -v flock >/dev/null; then
    exec 9>"$root/lib/.lock"
    flock -n 9 || { printf 'Waiting for another start of Slipway, which is building it …\n' >&2; flock 9; }
    return
  fi
  local owner
  until mkdir "$root/lib/.lock.d" 2>/dev/null; do
    owner=$(cat "$root/lib/.lock.d/owner" 2>/dev/null || true)
    if [[ -n $owner ]] && ! kill -0 "$owner" 2>/dev/null; then rm -rf "$root/lib/.lock.d"; fi
    sleep 1
  done
  printf '%s\n' $$ >"$root/lib/.lock.d/owner"
}

unlock() {
  if command -v flock >/dev/null; then exec 9>&-; else rm -rf "$root/lib/.lock.d"; fi
}
