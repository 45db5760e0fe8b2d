# The leader exits at the first line of stdin; a grandchild of its group lives on and holds the pipes.
sleep 1000 &
echo "holder $!"
read -r _
exit 0
