# Counts to its argument, a number a line, and is gone.
exec seq 1 "$1"
