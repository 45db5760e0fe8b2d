# Ends with 3, and says why.
echo "boom $$" >&2
exit 3
