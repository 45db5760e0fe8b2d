# 10 MB of stderr that nobody claims, then the last words on both.
head -c 10000000 /dev/zero | tr '\0' e >&2
echo 'the end of stderr' >&2
echo done
exec sleep 1000
