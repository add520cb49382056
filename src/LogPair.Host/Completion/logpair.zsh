#compdef logpair
# Completion of logpair in zsh. For this shell, after compinit:  source <(logpair completion zsh)
# For every shell, in a directory of $fpath:  logpair completion zsh > ~/.zfunc/_logpair

_logpair() {
    # What stands before the cursor, without the command itself; logpair completes the last word of it.
    local line="${(j: :)words[2,CURRENT]}" current="${words[CURRENT]}" word
    local -a found
    for word in "${(@f)$("${words[1]/#\~/$HOME}" "[suggest:${#line}]" "$line" 2>/dev/null)}"; do
        # Flags where a flag is begun; spellings for other systems never.
        case "$word" in ('' | '/'? | '-?') continue ;; (-*) [[ "$current" == -* ]] || continue ;; esac
        [[ "$word" == "$current"* ]] && found+=("$word")
    done
    if (( $#found )); then compadd -a found; else _files; fi
}

# Read from a directory of $fpath, this file is the function's body; sourced, it defines it.
if [[ "$funcstack[1]" == _logpair ]]; then _logpair "$@"; else compdef _logpair logpair; fi
