# A server whose grandchild outlives it, holding its pipes in a session of its own, until SIGUSR1. It announces the grandchild as MCP would.
setsid sh -c 'trap exit USR1; echo "{\"jsonrpc\":\"2.0\",\"method\":\"holder\",\"params\":{\"pid\":$$}}"; while :; do sleep 0.02; done' &
read -r _
exit 0
