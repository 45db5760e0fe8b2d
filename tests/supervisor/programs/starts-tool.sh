# Starts a tool in the way that $1 names, which says its pid, and leaves at the end of its input or at SIGTERM.
tool='echo "tool $$"; exec sleep 1000'
case $1 in
  session) setsid sh -c "$tool" & ;;
  double-fork) (setsid sh -c "$tool" &) ;;
  job) bash -c "set -m; sh -c '$tool' & wait" & ;;
  deaf) setsid sh -c "trap '' TERM; $tool" & ;;
  bare) env -i setsid sh -c "$tool" & ;;
esac
read -r _
exit 0
