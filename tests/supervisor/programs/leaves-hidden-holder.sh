# As leaves-escaped-holder, but no link from parent to child leads to the grandchild: its parent is gone.
(setsid sh -c 'echo "holder $$"; exec sleep 1000' &)
read -r _
exit 0
