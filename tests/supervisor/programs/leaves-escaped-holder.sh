# As leaves-holder, but the grandchild has left the group and the session.
setsid sh -c 'echo "holder $$"; exec sleep 1000' &
read -r _
exit 0
