# Completion of logpair in fish. For this shell:  logpair completion fish | source
# For every shell:  logpair completion fish > ~/.config/fish/completions/logpair.fish

function __logpair_complete
    # What stands before the cursor, without the command itself; logpair completes the last word of it.
    set -l line (commandline --current-process --cut-at-cursor | string collect)
    set -l command (string match --regex '^\s*\S+' -- $line | string trim)
    set line (string replace --regex '^\s*\S+\s*' '' -- $line | string collect --allow-empty)
    # Spellings for other systems never.
    eval $command '"[suggest:'(string length -- "$line")']"' (string escape -- "$line") 2>/dev/null | string match --invert --regex '^(/.|-\?)?$'
end

# Where there is nothing to say, files are completed.
complete --command logpair --arguments '(__logpair_complete)'
