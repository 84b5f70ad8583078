# What ./test, ./soak and .ci/run share: install what tests need, build once, run the self-running test projects, count.

configuration=${VEDETTA_CONFIGURATION:-Release}

# Programs of tests are short: what is measured to compile for the long run costs them a quarter of their time.
export DOTNET_TieredPGO=${DOTNET_TieredPGO:-0}

need_tools() {
  local tool
  for tool in dotnet node npm; do
    command -v "$tool" >/dev/null || { echo "'$tool' is needed and is not on the path" >&2; exit 2; }
  done
}

# Pages are tested in Debian's Chromium, the samples of the Python client on Debian's Flask and FastAPI, telemetry and alerts
# against Debian's Prometheus, Alertmanager and a mail server. What is missing
# and cannot be installed makes its tests say that they were skipped.
need_packages() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  if command -v dpkg >/dev/null; then
    for package in python3-flask python3-fastapi python3-uvicorn python3-aiosmtpd prometheus prometheus-alertmanager; do
      dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
    done
  fi
  [[ ${#missing[@]} -gt 0 ]] || return 0
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || { echo "missing and cannot be installed here: ${missing[*]}; their tests will be skipped" >&2; return 0; }
  echo "installing ${missing[*]} ..." >&2
  mkdir -p artifacts
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } >artifacts/apt.log 2>&1 \
    || echo "could not be installed (artifacts/apt.log): ${missing[*]}; their tests will be skipped" >&2
}

build_solution() {
  mkdir -p artifacts
  echo "building ..." >&2
  # A stale lock file fails here as it would on the build server. Analyzers more than double the time of a build: they run
  # there, and with every plain "dotnet build".
  local analyzers=false
  [[ ${CI:-} != true ]] || analyzers=true
  if ! dotnet build Vedetta.slnx -c "$configuration" -v quiet --nologo -p:RestoreLockedMode=true -p:RunAnalyzers=$analyzers >artifacts/build.log 2>&1; then
    { grep -E '(error|warning) [A-Z]+[0-9]+' artifacts/build.log | sed "s|$PWD/||g" | sort -u | head -30; } || tail -30 artifacts/build.log
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
  fi
}

# One test project: its output goes to a log, its counts to a line of the results.
run_project() {
  local name=$1 log=artifacts/tests/$1.log summary total failed errors skipped code=0
  shift
  mkdir -p artifacts/tests
  dotnet "tests/$name/bin/$configuration/net10.0/$name.dll" -noColor -noLogo -xml "artifacts/tests/$name.xml" "$@" >"$log" 2>&1 || code=$?
  summary=$(grep -E '^ +.*Total: [0-9]+, Errors: ' "$log" | tail -1 || true)
  if [[ -z $summary ]]; then
    if grep -q 'TEST EXECUTION SUMMARY' "$log" || [[ $code == 0 ]]; then set -- 0 0 0; else set -- 0 1 0; fi
  else
    total=$(sed -E 's/.*Total: ([0-9]+).*/\1/' <<<"$summary")
    errors=$(sed -E 's/.*Errors: ([0-9]+).*/\1/' <<<"$summary")
    failed=$(sed -E 's/.*Failed: ([0-9]+).*/\1/' <<<"$summary")
    skipped=$(sed -E 's/.*Skipped: ([0-9]+).*/\1/' <<<"$summary")
    (( failed += errors )) || true
    [[ $code == 0 || $failed != 0 ]] || failed=1
    set -- $(( total - failed - skipped < 0 ? 0 : total - failed - skipped )) "$failed" "$skipped"
  fi
  printf '%s %s %s %s\n' "$name" "$@" >"artifacts/tests/$name.counts"
  printf '%-28s %5d passed %4d failed %4d skipped\n' "$name" "$@"
  if [[ $2 != 0 ]]; then
    grep -vE '^ *(Discovering|Discovered|Starting|Finished)' "$log" | sed "s|$PWD/||g" | head -150
  fi
}

run_tests() {
  local projects=() filters=() word project all=()
  need_tools
  for project in tests/*/*.csproj; do all+=("$(basename "$project" .csproj)"); done
  for word in "$@"; do
    if [[ $word == screenshots ]]; then
      projects+=(Vedetta.EndToEnd); filters+=(-explicit only -trait kind=screenshots)
    elif [[ -d tests/Vedetta.$word.Tests ]]; then projects+=("Vedetta.$word.Tests")
    elif [[ -d tests/Vedetta.$word ]]; then projects+=("Vedetta.$word")
    elif [[ -d tests/$word ]]; then projects+=("$word")
    else filters+=(-method "*$word*")
    fi
  done
  [[ ${#projects[@]} -gt 0 ]] || projects=("${all[@]}")
  need_packages
  build_solution

  rm -rf artifacts/tests
  export -f run_project
  export configuration
  # Small projects share the cores; the one that starts whole programs and a browser has the machine to itself.
  printf '%s\n' "${projects[@]}" | grep -vx Vedetta.EndToEnd \
    | xargs -r -P "$(nproc)" -I{} bash -c 'run_project "$@"' _ {} ${filters[@]+"${filters[@]}"} || true
  if [[ " ${projects[*]} " == *" Vedetta.EndToEnd "* ]]; then
    run_project Vedetta.EndToEnd ${filters[@]+"${filters[@]}"}
  fi

  awk '{ p += $2; f += $3; s += $4 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0 || NR == 0 }' artifacts/tests/*.counts
}
