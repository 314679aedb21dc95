# Says who it is, and waits to be told what to become.
line=
while IFS= read -r part; do line="$line$part "; done </proc/$$/stat
IFS= read -r boot </proc/sys/kernel/random/boot_id
set -- ${line##*) }
[ "$4" = "$$" ] || exit 126
printf '\0%s %s %s %s\0' @NONCE@ "$$" "${20}" "$boot"
