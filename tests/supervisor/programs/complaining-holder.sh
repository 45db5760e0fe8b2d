# As leaves-escaped-holder, but on SIGUSR1 the grandchild, whose parent is gone, writes to the stderr it still holds, and ends.
(setsid sh -c 'trap "echo stale >&2; exit" USR1; trap "" PIPE; echo "holder $$"; while :; do sleep 0.02; done' &)
read -r _
exit 0
