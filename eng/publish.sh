# Publishes the program into artifacts/vedetta/<stamp>. Sourced by ./vedetta; safe when two of them run at once.

publish_vedetta() {
  local root=$1 stamp=$2 into=$1/artifacts/vedetta log=$1/artifacts/publish.log old tool
  for tool in dotnet node npm; do
    command -v "$tool" >/dev/null || { echo "vedetta: '$tool' is needed to build and is not on the path" >&2; exit 2; }
  done
  mkdir -p "$into"
  exec 9>"$into/.lock"
  flock -n 9 || { echo "vedetta: another build is running, waiting for it ..." >&2; flock 9; }
  if [[ ! -e $into/$stamp/vedetta.dll ]]; then
    echo "vedetta: building (first start or changed sources; about a minute) ..." >&2
    rm -rf "$into/$stamp.new"
    if ! dotnet publish "$root/src/Vedetta.Cli" -c Release -v quiet --nologo -o "$into/$stamp.new" >"$log" 2>&1; then
      echo "vedetta: the build failed:" >&2
      { grep -E '(error|warning) [A-Z]+[0-9]+' "$log" | sed "s|$root/||g" | sort -u | head -20; } >&2 || tail -20 "$log" >&2
      echo "vedetta: the whole output is in artifacts/publish.log" >&2
      exit 1
    fi
    mv "$into/$stamp.new" "$into/$stamp"
    # Earlier builds go, unless a program that still runs was started from them.
    for old in "$into"/*/; do
      old=${old%/}
      [[ $old == "$into/$stamp" ]] || grep -qsF "$old/" /proc/[0-9]*/maps || rm -rf "$old"
    done
  fi
  exec 9>&-
}
