# Takes 300 ms to end after SIGTERM.
trap 'sleep 0.3; exit 0' TERM
echo ready
while :; do sleep 0.05; done
