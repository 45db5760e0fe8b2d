# SIGTERM and the end of stdin do nothing to it.
trap '' TERM
echo ready
exec sleep 1000
