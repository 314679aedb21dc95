# Becomes the command, or says why not. What is in the environment is exported last, so that none
# of it is taken for something that this script needs.
fail() {
  printf '\0%s failed %s\0' @NONCE@ "$1"
  exit 126
}
@CD@ 2>/dev/null || fail cwd_unusable
set -- @WORDS@
file=
rest=@PATH@:
case $1 in
  */*) file=$1 ;;
  *)
    while [ -z "$file" ] && [ -n "$rest" ]; do
      dir=${rest%%:*}
      rest=${rest#*:}
      [ ! -f "${dir:-.}/$1" ] || [ ! -x "${dir:-.}/$1" ] || file=${dir:-.}/$1
    done
    ;;
esac
[ -e "$file" ] || fail command_not_found
[ -f "$file" ] && [ -x "$file" ] || fail command_not_executable
case $1 in
  -*) shift && set -- "$file" "$file" "$@" ;;
  *) set -- "$file" "$@" ;;
esac
@TERMINAL@ || fail pty_unusable
unset PWD OLDPWD SHLVL
@EXPORT@
printf '\0%s\0' @NONCE@ >&2
printf '\0%s launched %s\0' @NONCE@ "$1"
shift
exec "$@" @REDIRECT@
