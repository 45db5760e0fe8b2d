# Dies of SIGTERM, as most programs do, and does not look at its stdin.
echo ready
exec sleep 1000
