#!/usr/bin/env bash
# What a hostile neighbour puts into a directory that it owns. Runs there as a user of its own. Arguments: the directory
# outside, which it must not get the processor to read; "once" for everything that stays, "flood" for masses of names,
# "loop" for what changes all the time, until it is killed.
set -u
outside=$1
bad='{"N":"bad"}'

once() {
  ln -s "$outside/secret.log" link-to-file.log
  ln -s /etc/passwd link-to-passwd.log
  ln -s /proc/self/environ link-to-proc.log
  ln -s nowhere link-dangling.log
  ln -s link-loop.log link-loop.log
  ln -s /dev/zero link-to-zero.log
  ln -s "$outside" link-to-directory
  mkdir -p nested/inner && ln -s "$outside" nested/inner/link-deep
  mkfifo pipe.log
  mkfifo pipe20261122.log.seal
  mkdir ../flat/directory.log
  echo "$bad" >"$(printf 'latin\xe4\xff.log')"
  echo "$bad" >"$(printf 'forged\n{"level":"error","message":"forged"}.log')"
  echo "$bad" >"$(printf 'escape\x1b[2J.log')"
  echo "$bad" >"$(printf 'c1\xc2\x9b2J.log')"
  echo "$bad" >"$(printf 'bidi\xe2\x80\xaegol.log')"
  mkdir $'directory\n' && echo "$bad" >$'directory\n'/a.log
  echo half >"$(printf 'x%.0s' {1..251}).log"
  printf '%s\n{"half' "$bad" >'quote"}} 1\nfake_total 9.log'
  (umask 0777 && echo "$bad" >unreadable.log && mkdir unlistable)
  truncate -s 8T sparse.log && printf '\n%s\n' "$bad" >>sparse.log
  echo "$bad" >sparse-middle.log && truncate -s 4T sparse-middle.log && printf '\n' >>sparse-middle.log
  { head -c 8000000 /dev/zero | tr '\0' x; echo; } >endless-line.log
  { head -c 4000000 /dev/zero; printf '\n'; } >zeros.log
  { printf '[%.0s' {1..20000}; echo; printf '{"a":%.0s' {1..500}; echo; } >deep-json.log
  echo "$bad" >hard-link.log && for i in {1..500}; do ln hard-link.log "hard-link-$i.log"; done
  head -c 700000000 /dev/zero | gzip -9 >bomb.tmp && mv bomb.tmp bomb.log.1.gz
  # Of its own content: what begins as another file does passes for a copy of that, and waits.
  { echo '{"N":"bad","of":"cut.log.1.gz"}' | gzip; } >cut.log.1.gz && truncate -s -9 cut.log.1.gz
  printf '\x28\xb5\x2f\xfdgarbage, not a frame' >damaged.log.1.zst
  echo "$bad" >lying20261122.log
  echo '{"version":1,"bytes":9223372036854775807,"lines":9223372036854775807,"xxh3":"0000000000000000","dropped":{"io":9223372036854775807,"no_space":9223372036854775807}}' >lying20261122.log.seal
  echo "$bad" >fat20261122.log && head -c 1000000 /dev/zero | tr '\0' '{' >fat.tmp && mv fat.tmp fat20261122.log.seal
  echo "$bad" >far-future.log && touch -d @9999999999 far-future.log
  { for i in {1..3000}; do echo "{\"N\":\"many-$i\"}"; done; } >cardinality.log
  printf '%s\n' '{"N":"\"} 1\nfake_total 9"}' '{"N":"\u0000\u001b[2J\u2028"}' >label-injection.log
  mkdir -p "$(printf 'deep/%.0s' {1..100})" && echo "$bad" >"$(printf 'deep/%.0s' {1..100})too-deep.log"
}

flood() {
  for i in {1..12000}; do echo '{"N":"many"}' >"many-$i.log"; done
  for i in {1..1500}; do mkdir "many-$i"; done
}

loop() {
  echo "$bad" >swap.log && mkdir swapped && echo "$bad" >swapped/a.log
  while true; do
    mv -T swap.log kept && ln -s "$outside/secret.log" swap.log && rm swap.log && mkfifo swap.log && rm swap.log
    mkdir swap.log && rmdir swap.log && mv -T kept swap.log
    mv -T swapped kept && ln -s "$outside" swapped && rm swapped && mv -T kept swapped
    echo "$bad" >>truncated.log && : >truncated.log
    echo "$bad" >churn-$RANDOM.log && rm -f churn-*.log
    sleep 0.03 # The processor is under test, not how many processes the machine can start.
  done
}

$2
