# The leader exits on SIGTERM, its grandchild ignores it.
trap 'exit 0' TERM
sh -c 'trap "" TERM; echo "holder $$"; exec sleep 1000' &
while :; do wait; done
