# Does what the lines of its stdin say, and exits with 0 at their end.
echo "ready $$"
while read -r word number; do
  case $word in
    say) echo "$number" ;;
    complain) echo "$number" >&2 ;;
    exit) exit "$number" ;;
    crash) kill -9 $$ ;;
    flood) head -c "$number" /dev/zero | tr '\0' x ; echo ;;
    holder) sleep 1000 & echo "holder $number $!" ;;
  esac
done
