#!/bin/bash
# Makes nginx-*.log with the nginx that is installed (Debian: nginx-light), on a loopback port, leaving nothing running.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=/dev/null
. "$here/requests.sh"
work=$(mktemp -d)
chmod 755 "$work"
port=${PORT:-18081}

mkdir -p "$work/html"
cat > "$work/nginx.conf" <<CONF
worker_processes 1;
daemon off;
pid $work/pid;
error_log $work/error.log info;
events { worker_connections 64; }
http {
  log_format main '\$remote_addr - \$remote_user [\$time_local] "\$request" '
                  '\$status \$body_bytes_sent "\$http_referer" "\$http_user_agent" '
                  'rt=\$request_time urt=\$upstream_response_time ua=\$upstream_addr \$msec \$pipe';
  log_format fields escape=json '{"at":"\$time_iso8601","m":"\$request_method","u":"\$request_uri",'
                  '"s":\$status,"agent":"\$http_user_agent","user":"\$remote_user"}';
  log_format bare escape=none '\$time_iso8601|\$status|\$request_method|\$http_user_agent|\$uri\$is_args\$args';
  access_log $work/combined.log combined;
  access_log $work/main.log main;
  access_log $work/fields.log fields;
  access_log $work/bare.log bare;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
  uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  upstream shop { server 127.0.0.1:$((port + 1)); server 127.0.0.1:1; }
  server {
    listen 127.0.0.1:$port;
    root $work/html;
    location /orders { proxy_pass http://shop; }
    location = / { return 200 "hello\n"; }
  }
  server {
    listen 127.0.0.1:$((port + 1));
    access_log off;
    location / { return 201 "{}\n"; }
  }
}
CONF

nginx -c "$work/nginx.conf" 2>/dev/null &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
wait_for "$port"
requests "$port"
kill -QUIT "$server"
wait "$server" || true

for log in combined main fields bare; do cp "$work/$log.log" "$here/nginx-$log.log"; done
# Not a path of this machine, and not the times of starting and stopping.
grep -a -v -E '\[notice\]|\[info\] [0-9]+#[0-9]+: [^*]' "$work/error.log" | sed "s#$work#/srv/www#g" > "$here/nginx-error.log"
wc -l "$here"/nginx-*.log
