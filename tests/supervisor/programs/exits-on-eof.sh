# Exits with 0 at the end of its stdin.
echo ready
cat > /dev/null
exit 0
