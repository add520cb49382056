#!/bin/bash
# Makes apache-*.log with the Apache that is installed (Debian: apache2), on a loopback port, leaving nothing running.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=/dev/null
. "$here/requests.sh"
work=$(mktemp -d)
chmod 755 "$work"
port=${PORT:-18083}
modules=${MODULES:-/usr/lib/apache2/modules}

mkdir -p "$work/html/orders" "$work/html/closed"
echo hello > "$work/html/index.html"
cat > "$work/apache.conf" <<CONF
ServerRoot $work
PidFile $work/pid
DefaultRuntimeDir $work
Listen 127.0.0.1:$port
ServerName shop.example
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule dir_module $modules/mod_dir.so
LoadModule alias_module $modules/mod_alias.so
User nobody
Group nogroup
DocumentRoot $work/html
<Directory $work/html/closed>
  Require all denied
</Directory>
Redirect 302 /quoted http://shop.example/elsewhere
LogLevel info
ErrorLog $work/error.log
LogFormat "%h %l %u %t \"%r\" %>s %b" common
LogFormat "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"" combined
LogFormat "%v:%p %a [%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t] %>s %B %D %{ms}T %T %X %k %P %m \"%U%q\" %H \"%!200,404{User-Agent}i\" \"%{X-None}i\" %%" custom
CustomLog $work/common.log common
CustomLog $work/combined.log combined
CustomLog $work/custom.log custom
CONF

apache2 -D FOREGROUND -f "$work/apache.conf" 2>/dev/null &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
wait_for "$port"
requests "$port"
for i in 1 2 3 4 5; do curl -s -o /dev/null "http://127.0.0.1:$port/closed/$i" -H "Referer: http://shop.example/$i"; done
kill -WINCH "$server"
wait "$server" || true

for log in common combined custom; do cp "$work/$log.log" "$here/apache-$log.log"; done
sed "s#$work#/srv/www#g" "$work/error.log" > "$here/apache-error.log"
wc -l "$here"/apache-*.log
