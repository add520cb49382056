#!/usr/bin/env bash
# Makes sure that every base image which docker/Dockerfile and docker/compose.yaml name is in the local Docker engine.
# An image that is there already is left alone; one that can be pulled is pulled; for the rest a stand-in is built from
# Debian packages under the very same name, so that both files work unchanged where no image registry is reachable.
# Grafana is not in Debian: without a registry the compose demo comes up without it (docs/containers.md).
#
# Needs: a running Docker engine; for stand-ins also Debian, root, mmdebstrap and the .NET SDK of this machine.
# LOGPAIR_BASE_IMAGES=stand-in skips the attempt to pull.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
docker=${DOCKER:-docker}

argument() { sed -n "s/^ARG $1=//p" "$here/Dockerfile" | head -1; }
service_image() { grep -o "$1:[^}[:space:]]*" "$here/compose.yaml" | head -1; }

# What the stand-ins of other images are built on; nothing names it.
runtime=logpair-stand-in/runtime:local
sdk=$(argument SDK_IMAGE)
prometheus=$(service_image prom/prometheus)
nginx=$(service_image nginxinc/nginx-unprivileged)
grafana=$(service_image grafana/grafana)

work=$(mktemp -d "${TMPDIR:-/tmp}/logpair-base-images.XXXXXX")
trap 'rm -rf "$work"' EXIT

say() { printf '%s\n' "$*"; }
have() { "$docker" image inspect "$1" >/dev/null 2>&1; }
pull() { [ "${LOGPAIR_BASE_IMAGES:-}" != stand-in ] && timeout 600 "$docker" pull -q "$1" >"$work/pull.log" 2>&1; }

# Stand-ins carry a label, so that nobody takes one for the real image.
stand_in() {
  "$docker" import -c "LABEL logpair.stand-in=true" -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' "$@" >/dev/null
}

need_debian() {
  command -v mmdebstrap >/dev/null || { say "mmdebstrap is missing: apt-get install mmdebstrap" >&2; exit 1; }
  suite=$(. /etc/os-release && printf %s "$VERSION_CODENAME")
}

# C library, OpenSSL, zlib, certificates, and no executable at all.
make_runtime() {
  local root=$work/runtime
  mkdir -p "$root"
  mmdebstrap --quiet --variant=extract --include=base-files,libc6,libssl3,zlib1g,libgcc-s1,libstdc++6,tzdata "$suite" "$root"
  rm -rf "$root"/usr/share/{doc,man,locale,lintian,bug,info,debconf,common-licenses} \
    "$root"/var/{lib/apt,lib/dpkg,cache,log} "$root"/{boot,media,mnt,opt,srv}
  local directory
  for directory in bin sbin lib lib64; do
    if [ -d "$root/$directory" ] && [ ! -L "$root/$directory" ]; then
      mkdir -p "$root/usr/$directory"
      cp -a "$root/$directory/." "$root/usr/$directory/"
      rm -rf "${root:?}/$directory"
    fi
    ln -sfn "usr/$directory" "$root/$directory"
  done
  rm -f "$root"/usr/bin/* "$root"/usr/sbin/* "$root/etc/resolv.conf" "$root/etc/hostname"
  mkdir -p "$root/etc/ssl/certs" "$root/home/app" "$root/app"
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  printf 'root:x:0:0:root:/root:/sbin/nologin\napp:x:1654:1654::/home/app:/sbin/nologin\n' >"$root/etc/passwd"
  printf 'root:x:0:\napp:x:1654:\n' >"$root/etc/group"
  chown -R 1654:1654 "$root/home/app"
  tar -C "$root" --sort=name --numeric-owner -c . | stand_in -c 'USER 1654' -c 'ENV APP_UID=1654' \
    -c 'ENV DOTNET_RUNNING_IN_CONTAINER=true' -c 'ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true' \
    -c 'ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt' - "$runtime"
}

# Debian with this machine's .NET SDK, what NativeAOT links with, and this machine's certificates
# (a proxy that the machine trusts must be trusted by the restore inside the build, too).
make_sdk() {
  local dotnet
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mmdebstrap --quiet --variant=apt --include=ca-certificates,libssl3,libicu72,zlib1g-dev,clang,lld \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --customize-hook="mkdir -p \"\$1/usr/share/dotnet\" && cp -a '$dotnet/.' \"\$1/usr/share/dotnet/\" && ln -s /usr/share/dotnet/dotnet \"\$1/usr/bin/dotnet\"" \
    --customize-hook='cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/ca-certificates.crt"' \
    --customize-hook='rm -rf "$1"/var/cache/apt/archives/*.deb "$1"/var/lib/apt/lists/*' \
    "$suite" "$work/sdk.tar"
  stand_in -c 'ENV DOTNET_NOLOGO=1' -c 'ENV DOTNET_CLI_TELEMETRY_OPTOUT=1' -c 'ENV NUGET_XMLDOC_MODE=skip' \
    -c "ENV NUGET_CERT_REVOCATION_MODE=${NUGET_CERT_REVOCATION_MODE:-online}" \
    -c 'ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt' -c 'ENV DOTNET_RUNNING_IN_CONTAINER=true' \
    -c 'CMD ["/bin/bash"]' - "$sdk" <"$work/sdk.tar"
  rm -f "$work/sdk.tar"
}

# prometheus and promtool of Debian's package, on the runtime stand-in, laid out as in the official image.
make_prometheus() {
  local context=$work/prometheus
  have "$runtime" || make_runtime
  mkdir -p "$context/package" "$context/data"
  (cd "$context" && apt-get -qq -o APT::Sandbox::User=root download prometheus && dpkg-deb -x prometheus_*.deb package)
  rm -rf "$context"/package/{lib,var,usr/lib} "$context"/package/usr/share/{doc,man,lintian} "$context"/package/etc/{init.d,logrotate.d,default}
  cat >"$context/Dockerfile" <<DOCKERFILE
FROM $runtime
LABEL logpair.stand-in=true
USER 0
COPY package/ /
COPY --chown=65534:65534 data /prometheus
USER 65534
WORKDIR /prometheus
EXPOSE 9090
ENTRYPOINT ["/bin/prometheus"]
CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]
DOCKERFILE
  "$docker" build -q -t "$prometheus" "$context" >/dev/null
}

# Debian's nginx with busybox for a shell, laid out as far as the demo needs it as the official image of user 101.
make_nginx() {
  local root=$work/nginx applet
  mkdir -p "$root"
  mmdebstrap --quiet --variant=extract --include=base-files,nginx,busybox-static "$suite" "$root"
  rm -rf "$root"/usr/share/{doc,man,locale,lintian,bug,info,debconf,common-licenses,perl,perl5} "$root"/var/{lib/apt,lib/dpkg,cache,log} \
    "$root"/usr/lib/x86_64-linux-gnu/perl*
  for applet in sh cat ls rm find sleep wget date; do
    [ -e "$root/bin/$applet" ] || [ -L "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
  done
  mkdir -p "$root/var/log/nginx" "$root/var/cache/nginx" "$root/var/lib/nginx" "$root/tmp"
  chmod 1777 "$root/tmp"
  printf 'root:x:0:0:root:/root:/sbin/nologin\nnginx:x:101:101::/var/cache/nginx:/sbin/nologin\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnginx:x:101:\n' >"$root/etc/group"
  chown -R 101:101 "$root"/var/{log,cache,lib}/nginx
  tar -C "$root" --sort=name --numeric-owner -c . | stand_in -c 'USER 101' -c 'EXPOSE 8080' \
    -c 'CMD ["nginx", "-g", "daemon off;"]' - "$nginx"
}

ensure() { # image, function that makes its stand-in
  if have "$1"; then
    say "present   $1"
  elif pull "$1"; then
    say "pulled    $1"
  else
    need_debian
    "$2"
    say "stand-in  $1"
  fi
}

"$docker" info >/dev/null 2>&1 || { say "No Docker engine answers: start one (Debian: apt-get install docker.io; dockerd &)." >&2; exit 1; }
ensure "$sdk" make_sdk
ensure "$prometheus" make_prometheus
ensure "$nginx" make_nginx
if have "$grafana"; then say "present   $grafana"; elif pull "$grafana"; then say "pulled    $grafana"; else say "missing   $grafana (not in Debian; the compose demo runs without it)"; fi
