# Writes for as long as it is read.
exec yes
