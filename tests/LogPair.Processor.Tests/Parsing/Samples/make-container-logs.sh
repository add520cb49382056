#!/usr/bin/env bash
# Makes docker-json-file.log and cri-k8s-file.log: what Docker's json-file driver and podman's k8s-file driver (CRI) make
# of the same program, which writes JSON to both outputs, one line longer than they keep in one piece (8 or 16 KiB), and
# last words without a line feed. Needs docker, podman, runc and busybox-static; run as root. Argument: where to write.
set -euo pipefail
target=$(realpath "${1:-.}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/root/bin"
cp "$(command -v busybox)" "$work/root/bin/busybox"
for applet in sh head tr; do ln -s busybox "$work/root/bin/$applet"; done
cat > "$work/root/emit.sh" <<'PROGRAM'
i=0
while [ $i -lt 40 ]; do
  i=$((i+1))
  echo "{\"level\":\"info\",\"msg\":\"request\",\"status\":$((200 + (i % 3) * 100)),\"n\":$i}"
  [ $((i % 10)) -eq 0 ] && echo "{\"level\":\"error\",\"msg\":\"it said \\\"no\\\" — twice\",\"n\":$i}" >&2
done
long=$(head -c 20000 /dev/zero | tr '\0' x)
echo "{\"level\":\"warn\",\"msg\":\"$long\",\"n\":41}"
printf 'java.lang.IllegalStateException: boom\n\tat a.B.c(B.java:1)\n' >&2
printf 'no line feed at the end'
PROGRAM

tar -C "$work/root" -c . | docker import - logpair-samples > /dev/null
name=$(docker run -d --log-driver json-file logpair-samples /bin/sh /emit.sh)
docker wait "$name" > /dev/null
cp "$(docker inspect "$name" --format '{{.LogPath}}')" "$target/docker-json-file.log"
docker rm "$name" > /dev/null
docker rmi logpair-samples > /dev/null

podman --runtime runc --cgroup-manager cgroupfs run --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 \
    --name logpair-samples --network none \
    --log-driver k8s-file --log-opt path="$target/cri-k8s-file.log" --rootfs "$work/root" /bin/sh /emit.sh > /dev/null 2>&1
podman rm logpair-samples > /dev/null
