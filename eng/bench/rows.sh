#!/usr/bin/env bash
# Rows and profiles into and out of the embedded store.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dotnet build -c Release benchmarks/Vedetta.Benchmarks -v q --nologo
program=benchmarks/Vedetta.Benchmarks/bin/Release/net10.0/Vedetta.Benchmarks
$program rows
$program profiles
