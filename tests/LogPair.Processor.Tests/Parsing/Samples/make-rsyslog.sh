#!/bin/bash
# Makes rsyslog-*.log with the rsyslog and logger that are installed (Debian: rsyslog, bsdutils), leaving nothing running.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=${PORT:-18085}

cat > "$work/rsyslog.conf" <<CONF
global(workDirectory="$work" localHostname="web-1")
module(load="imuxsock" SysSock.Use="off")
module(load="imudp")
input(type="imuxsock" Socket="$work/log" CreatePath="on" UseSysTimeStamp="off" RateLimit.Interval="0")
input(type="imudp" address="127.0.0.1" port="$port")
template(name="WithPriority" type="string" string="<%PRI%>%TIMESTAMP% %HOSTNAME% %syslogtag%%msg:::sp-if-no-1st-sp%%msg%\n")
action(type="omfile" file="$work/traditional.log" template="RSYSLOG_TraditionalFileFormat")
action(type="omfile" file="$work/file.log" template="RSYSLOG_FileFormat")
action(type="omfile" file="$work/rfc5424.log" template="RSYSLOG_SyslogProtocol23Format")
action(type="omfile" file="$work/rfc3164.log" template="WithPriority")
CONF

rsyslogd -n -f "$work/rsyslog.conf" -i "$work/pid" 2>/dev/null &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 1 100); do [ -S "$work/log" ] && break; sleep 0.05; done

levels=(emerg alert crit err warning notice info debug)
facilities=(user mail daemon auth syslog lpr news uucp cron authpriv local0 local3 local7)
for i in $(seq 0 103); do
  logger -u "$work/log" -t "app$((i % 3))" --id=$((1000 + i)) -p "${facilities[i % 13]}.${levels[i % 8]}" "request $i took $((i * 7 % 90)) ms"
done
for i in $(seq 1 12); do
  logger -n 127.0.0.1 -P "$port" -d --rfc5424=notq -t shop --msgid ORDER -p "local1.${levels[i % 8]}" \
    --sd-id 'order@32473' --sd-param "id=\"$i\"" --sd-param "note=\"a \\\"b\\\" \\] \\\\\"" --id=77 "order $i placed"
done
logger -u "$work/log" -t postfix/smtpd -p mail.info 'connect from unknown[192.0.2.1]: ok'
logger -u "$work/log" -t '(systemd)' --id=1 -p daemon.info 'Started Session 4 of User ann.'
logger -u "$work/log" -t sudo -p authpriv.notice '  ann : TTY=pts/0 ; USER=root ; COMMAND=/bin/ls'
logger -u "$work/log" -t shop -p user.err 'Zoë paid 3 € for 日本語'
logger -u "$work/log" -t shop -p user.err 'brackets [x] and "quotes" and a: colon'
logger -n 127.0.0.1 -P "$port" -d --rfc3164 -t remote -p user.warning 'over the wire'
sleep 1
kill "$server"
wait "$server" || true

# What this machine calls itself, which logger sends over the network, and what rsyslog says of itself.
for log in traditional file rfc5424 rfc3164; do
  grep -v 'rsyslogd' "$work/$log.log" | sed "s/ $(hostname) / web-2 /" > "$here/rsyslog-$log.log"
done
wc -l "$here"/rsyslog-*.log
