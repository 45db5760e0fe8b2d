# The end of its stdout is not its end.
echo ready
exec 1>&-
echo "still here" >&2
exec sleep 1000
