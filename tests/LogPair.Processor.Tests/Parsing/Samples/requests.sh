# Sends requests of many kinds to a web server on a port of this machine. Used by make-nginx.sh and make-apache.sh.
# shellcheck shell=bash

# send PORT BYTES: as printf understands them, on a connection of its own; the answer is read to its end.
send() {
  local answer
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  # shellcheck disable=SC2059
  printf "$2" >&3
  IFS= read -r -t 2 -d '' answer <&3 || true
  exec 3<&- 3>&-
  return 0
}

# Answers that are errors are part of it.
ask() {
  curl "$@" || true
}

requests() {
  local port=$1 i path
  local get=(ask -s -o /dev/null --max-time 5)
  for i in $(seq 1 40); do
    "${get[@]}" "http://127.0.0.1:$port/orders/$i?page=$((i % 7))&sort=name" -H "Referer: http://shop.example/list?from=$i"
    "${get[@]}" "http://127.0.0.1:$port/missing/$((i % 5))" -A "probe/1.$((i % 3)) (+http://probe.example)"
  done
  for i in $(seq 1 15); do
    "${get[@]}" -X POST -d "item=$i" "http://127.0.0.1:$port/orders" -u "user$i:secret"
    "${get[@]}" -X DELETE "http://127.0.0.1:$port/orders/$i" -A ''
    "${get[@]}" -I "http://127.0.0.1:$port/"
  done
  "${get[@]}" "http://127.0.0.1:$port/quoted" -A 'he said "hello" \ and left' -H 'Referer: "q"'
  "${get[@]}" "http://127.0.0.1:$port/utf8?name=Zoë" -A 'Bücher/1.0 (日本語)' -H 'Referer: http://münchen.example/'
  "${get[@]}" "http://127.0.0.1:$port/user" -u 'two words:secret'
  "${get[@]}" "http://127.0.0.1:$port/tab" -A $'tab\there'
  "${get[@]}" "http://127.0.0.1:$port/number" -A '42'
  "${get[@]}" "http://127.0.0.1:$port/brackets" -A '[bot] - [x] "-" 200 0' -u '[admin:x'
  "${get[@]}" --path-as-is "http://127.0.0.1:$port/a/../../etc/passwd"
  "${get[@]}" -X OPTIONS --request-target '*' "http://127.0.0.1:$port"
  "${get[@]}" --request-target "http://other.example/absolute" "http://127.0.0.1:$port"
  # A browser that takes the port for one of TLS.
  "${get[@]}" -k "https://127.0.0.1:$port/tls"
  send "$port" '\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03\r\n\r\n'
  send "$port" 'SSH-2.0-OpenSSH_9.2\r\n\r\n'
  send "$port" '\x00\x01\x02\xff\xfe garbage\r\n\r\n'
  send "$port" 'GET /old\r\n'
  send "$port" 'GET /with space HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  send "$port" 'GET /quote"inside HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  send "$port" 'BREW /pot HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  send "$port" 'GET / HTTP/9.9\r\nHost: a\r\n\r\n'
  send "$port" 'GET / HTTP/1.1\r\n\r\n'
  send "$port" '\r\n\r\n\r\n'
  send "$port" ''
}

# wait_for PORT: until something listens there.
wait_for() {
  for _ in $(seq 1 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
    sleep 0.05
  done
  echo "nothing listens on port $1" >&2
  return 1
}
