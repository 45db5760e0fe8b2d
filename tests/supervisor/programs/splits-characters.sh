# Line ends and characters that arrive in two chunks each: é is C3 A9, € is E2 82 AC, 🚀 is F0 9F 9A 80.
printf 'caf\303'; sleep 0.03; printf '\251 cr'; sleep 0.03; printf '\r'; sleep 0.03; printf '\nprice \342'; sleep 0.03
printf '\202'; sleep 0.03; printf '\254\r\nto the \360\237'; sleep 0.03; printf '\232\200\nno end'
