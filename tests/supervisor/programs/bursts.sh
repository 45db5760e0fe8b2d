# 180,894 bytes in numbered lines, and it is gone.
exec seq 1 32000
