# The leader dies of SIGTERM; its grandchild says that it got one, and ends.
sh -c 'trap "echo term >&2; exit" TERM; echo "holder $$"; while :; do sleep 0.02; done' &
while :; do wait; done
