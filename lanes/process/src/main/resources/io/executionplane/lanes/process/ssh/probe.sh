# What a target says of itself.
line=
while IFS= read -r part; do line="$line$part "; done </proc/$$/stat || exit 1
set -- ${line##*) }
[ "$4" = "$$" ] || command -v setsid >/dev/null || exit 1
@CD@ || exit 1
printf '\0%s %s\n%s\n%s\n%s\0' @NONCE@ "$(uname -s -r -m)" "$(id -un)" "$(id -u)" "$(pwd -P)"
