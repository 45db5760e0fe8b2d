# 100 MB in one line, and a short one after it.
head -c 100000000 /dev/zero | tr '\0' x
echo
echo after
exec sleep 1000
