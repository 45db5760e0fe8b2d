# Never says that it is ready.
exec sleep 1000
