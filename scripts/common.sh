# What the scripts share: where the repository is, how they speak, and how they build. Sourced, never run.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [ -t 1 ]; then bold=$'\e[1m' plain=$'\e[0m'; else bold='' plain=''; fi
say() { printf '%s==> %s%s\n' "$bold" "$*" "$plain"; }
die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# The comment at the head of a script, from its second line to the first empty one, is its help.
show_help() { sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; }

# Objects of one checkout serve another: ccache sees paths relative to the repository.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

cores() { nproc 2>/dev/null || echo 2; }

# build PRESET JOBS [TARGET ...]: configures when needed, and builds.
build() {
  local preset=$1 jobs=$2
  shift 2
  local folder=$root/build/$preset
  say "building preset $preset in build/$preset with $jobs jobs"
  local log=$root/build/configure-$preset.log
  mkdir -p "$root/build"
  (cd "$root" && cmake --preset "$preset") >"$log" 2>&1 || { cat "$log" >&2; die "cmake --preset $preset failed"; }
  cmake --build "$folder" -j "$jobs" ${1:+--target "$@"}
}
