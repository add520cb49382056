# Completion of logpair in bash. For this shell:  source <(logpair completion bash)
# For every shell:  logpair completion bash > ~/.local/share/bash-completion/completions/logpair

_logpair() {
    # What stands before the cursor, without the command itself; logpair completes the last word of it.
    local line="${COMP_LINE:0:COMP_POINT}" command="${COMP_WORDS[0]}" word
    line="${line#*"$command"}"
    line="${line#"${line%%[![:space:]]*}"}"
    local current="${line##*[[:space:]]}"
    COMPREPLY=()
    while IFS= read -r word; do
        # Flags where a flag is begun; spellings for other systems never.
        case "$word" in '' | '/'? | '-?') continue ;; -*) [[ "$current" == -* ]] || continue ;; esac
        [[ "$word" == "$current"* ]] && COMPREPLY+=("$word")
    done < <("${command/#\~/$HOME}" "[suggest:${#line}]" "$line" 2>/dev/null)
}

# Where there is nothing to say, files are completed.
complete -o bashdefault -o default -F _logpair logpair
