# Keeps the commands of one connection: tells about them, signals them, and ends them when the
# connection ends or falls silent. Takes one order per line and answers each with its id and a
# number; says nothing else. Needs a POSIX shell, proc(5), grep and sleep.
#
#   = ID                     are you there?
#   + ID PID TICKS           take charge of the session that process PID leads, begun at TICKS
#   ? ID PID TICKS           how many processes of it live?
#   ! ID PID TICKS           does the process itself live? 1 or 0
#   s ID PID TICKS NAME      signal its process group; 0 if it got the signal
#   k ID PID TICKS           kill it, and forget it; how many are left?

kept=
guard=

# Looks at process $1: sets $state, $session and $ticks, or is false. What a program calls itself
# may hold anything, also line ends, and is over at the last ") ".
look() {
  line=
  { while IFS= read -r part; do line="$line$part "; done </proc/"$1"/stat; } 2>/dev/null
  [ -n "$line" ] || return 1
  set -- ${line##*) }
  state=$1 session=$4 ticks=${20}
}

# Whether the session of $1 is still the one whose leader began at $2. When the leader is gone its
# number is not given away while its session lives.
is_same() {
  look "$1" || return 0
  [ "$ticks" = "$2" ]
}

# Whether the leader itself lives.
is_alive() {
  look "$1" && [ "$ticks" = "$2" ] && [ "$state" != Z ] && [ "$state" != X ]
}

# Sets $members of a session and their $count. Zombies are not alive. A shell reads byte by byte,
# so it looks only at those whose line has the number of the session anywhere.
find_members() {
  members= count=0
  is_same "$1" "$2" || return 0
  for file in $(grep -ls " $1 " /proc/[0-9]*/stat); do
    pid=${file#/proc/}
    pid=${pid%/stat}
    if look "$pid" && [ "$session" = "$1" ]; then
      case $state in
        Z | X) ;;
        *) members="$members $pid" count=$((count + 1)) ;;
      esac
    fi
  done
}

# Again and again: what is killed may have had a child in the meantime.
kill_session() {
  tries=0
  find_members "$1" "$2"
  while [ "$count" -gt 0 ] && [ "$tries" -lt 100 ]; do
    kill -KILL $members 2>/dev/null
    tries=$((tries + 1))
    find_members "$1" "$2"
  done
}

# Asks what is kept to end, waits a little, and kills the rest. The one way out.
finish() {
  trap '' TERM HUP INT
  left=$kept
  for one in $left; do
    find_members "${one%:*}" "${one#*:}"
    [ -z "$members" ] || { kill -TERM $members; kill -CONT $members; } 2>/dev/null
  done
  for second in @GRACE@; do
    alive=0
    for one in $left; do
      find_members "${one%:*}" "${one#*:}"
      alive=$((alive + count))
    done
    [ "$alive" -eq 0 ] || sleep 1
  done
  for one in $left; do kill_session "${one%:*}" "${one#*:}"; done
  [ -z "$guard" ] || kill "$guard" 2>/dev/null
  exit 0
}

# Ends this shell when it hears nothing for too long.
expect_more() {
  [ -z "$guard" ] || { kill "$guard"; wait "$guard"; } 2>/dev/null
  (
    trap 'kill "$nap"; exit' TERM
    sleep @SILENCE@ &
    nap=$!
    wait "$nap"
    kill -TERM $$
  ) </dev/null >/dev/null 2>&1 &
  guard=$!
}

forget() {
  rest=
  for one in $kept; do [ "$one" = "$1" ] || rest="$rest $one"; done
  kept=$rest
}

trap '' PIPE
trap finish TERM HUP INT
IFS= read -r boot </proc/sys/kernel/random/boot_id
printf '\0%s %s\0' @NONCE@ "$boot"
expect_more
while read -r order id leader began name; do
  answer=0
  case $order in
    =) expect_more ;;
    +) kept="$kept $leader:$began" ;;
    \?)
      find_members "$leader" "$began"
      answer=$count
      ;;
    !) is_alive "$leader" "$began" && answer=1 ;;
    s) { is_same "$leader" "$began" && kill -s "$name" -- "-$leader"; } 2>/dev/null || answer=1 ;;
    k)
      kill_session "$leader" "$began"
      answer=$count
      forget "$leader:$began"
      ;;
  esac
  printf '%s %s\n' "$id" "$answer"
done 2>/dev/null
finish
