# The leader exits at once; a grandchild of its group says five last words, 60 ms apart.
(for word in 1 2 3 4 5; do sleep 0.06; echo "last word $word"; done) &
exit 0
