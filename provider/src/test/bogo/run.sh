#!/usr/bin/env bash
# Runs BoringSSL's test runner (BoGo) against this tree.
#
#   HANDFAST_BOGO_RUNNER  the runner: its binary (go test -c in ssl/test/runner) beside its keys, or that directory
#   HANDFAST_BOGO_JAVA    java command; default: java
#   HANDFAST_BOGO_OUT     directory for results; default: provider/target/bogo
#
# run.sh [warm|official] [options of the runner, such as -test 'ALPN*']
# warm: one JVM serves all cases. official: a JVM per case that the shim plays, the form that counts.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
provider=$(cd "$here/../../.." && pwd)
form=${1:-official}
[ $# = 0 ] || shift
java=${HANDFAST_BOGO_JAVA:-java}
out=${HANDFAST_BOGO_OUT:-$provider/target/bogo}
runner=${HANDFAST_BOGO_RUNNER:?names no runner}
mkdir -p "$out/classes" "$out/shim"

if [ -d "$runner" ]; then
  keys=$runner
  runner=$out/runner
  (cd "$keys" && go test -c -o "$runner" .)
else
  runner=$(cd "$(dirname "$runner")" && pwd)/$(basename "$runner")
  keys=$(dirname "$runner")
fi

# Classes of their own: nothing of a build is disturbed. Bouncy Castle comes from the build's class path.
libraries=${HANDFAST_BOGO_CLASSPATH:-}
if [ -z "$libraries" ]; then
  mvn -q -ntp -f "$provider/../pom.xml" -pl provider dependency:build-classpath \
    -Dmdep.outputFile="$out/classpath" -Dmdep.includeScope=test >/dev/null
  libraries=$(cat "$out/classpath")
fi
rm -rf "$out/classes" && mkdir -p "$out/classes"
find "$provider/src/main/java" "$provider/src/test/java/org/handfast/bogo" -name '*.java' ! -name module-info.java \
  >"$out/sources"
"$(dirname "$(command -v "$java")")/javac" --release 17 -nowarn -proc:none -parameters -d "$out/classes" \
  -cp "$libraries" "@$out/sources" >"$out/compiled" 2>&1 || { cat "$out/compiled"; exit 1; }
cp -r "$provider/src/main/resources/." "$out/classes"
# One archive with Bouncy Castle in it, unsigned: classes of signed archives cannot be shared between JVMs.
jar=$(dirname "$(command -v "$java")")/jar
(
  cd "$out/classes"
  while read -r library; do "$jar" xf "$library"; done < <(tr ':' '\n' <<<"$libraries" | grep -E '/(bcprov|bcutil)-')
  rm -rf META-INF
  "$jar" cf "$out/shim.jar" .
)

export HANDFAST_BOGO_UNIMPLEMENTED=$out/unimplemented
: >"$HANDFAST_BOGO_UNIMPLEMENTED"
quick="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx200m"
if [ "$form" = warm ]; then
  cc -O2 -Wall -o "$out/shim/launcher" "$here/launcher.c"
  shim=$out/shim/launcher
  export HANDFAST_BOGO_SOCKET=$out/shim/socket
  rm -f "$HANDFAST_BOGO_SOCKET"
  "$java" -Xmx600m -cp "$out/shim.jar" org.handfast.bogo.WarmShim "$HANDFAST_BOGO_SOCKET" &
  jvm=$!
  trap 'kill $jvm' EXIT
  until [ -S "$HANDFAST_BOGO_SOCKET" ]; do sleep 0.1; done
else
  shim=$out/shim/official
  known=$("$java" -cp "$out/shim.jar" org.handfast.bogo.KnownFlags | paste -sd'|')
  # A flag that the shim does not know is exit status 89 before any JVM starts; Arguments says the same.
  cat >"$shim" <<END
#!/bin/sh
missing=
for word; do
  for prefix in -on-initial -on-resume -on-shim -on-retry -on-handshaker; do word=\${word#\$prefix}; done
  case \$word in
    $known) ;;
    -dtls | -quic) missing=\$word && break ;;
    -[a-z]*) missing=\${missing:-\$word} ;;
  esac
done
[ -z "\$missing" ] || { echo "\$missing" >>"\$HANDFAST_BOGO_UNIMPLEMENTED" && exit 89; }
exec "$(command -v "$java")" $quick -XX:SharedArchiveFile="$out/shim.jsa" -Xlog:cds=off -Xshare:auto \\
  -cp "$out/shim.jar" org.handfast.bogo.Shim "\$@"
END
  chmod +x "$shim"
  rm -f "$out/shim.jsa"
  # a refused connection loads most of what a run needs
  "$java" $quick -XX:ArchiveClassesAtExit="$out/shim.jsa" -cp "$out/shim.jar" org.handfast.bogo.Rehearsal \
    >/dev/null 2>&1 || true
fi

status=0
(cd "$keys" && "$runner" -pipe -allow-unimplemented -shim-path "$shim" -shim-config "$here/config.json" \
  -num-workers "${HANDFAST_BOGO_WORKERS:-4}" -json-output "$out/result.json" "$@") >"$out/log" 2>&1 || status=$?
count() { grep -c "\"actual\": *\"$1\"" "$out/result.json" || true; }
passed=$(count PASS)
skipped=$(count SKIP)
failed=$(count FAIL)
{
  echo "BoGo, $form form: run $((passed + failed)), passed $passed, not implemented (89) $skipped, failed $failed"
  echo "Flags behind 89:"
  sort "$HANDFAST_BOGO_UNIMPLEMENTED" | uniq -c | sort -rn
} | tee "$out/summary"
grep '^FAILED' "$out/log" || true
[ "$failed" = 0 ] && [ "$passed" -gt 0 ] || exit 1
exit "$status"
